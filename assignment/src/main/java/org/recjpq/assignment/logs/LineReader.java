package org.recjpq.assignment.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

/** Reads a file whose lines are not rows of fields, and makes such rows of them. */
abstract class LineReader implements Closeable {
  private final Path file;
  private final GuardedReader text;
  private final BufferedReader lines;
  private long line;

  private LineReader(Path file, InputStream bytes) {
    this.file = file;
    this.text = new GuardedReader(file, bytes, 0, GuardedReader.LONGEST_ROW);
    this.lines = new BufferedReader(text, 1 << 16);
  }

  /** A reader of the lines of this layout. */
  static LineReader of(Layout layout, Path file, InputStream bytes) {
    return layout.lines() == Layout.Lines.OBJECTS
        ? new JsonObjects(file, bytes)
        : new SequencesOfUsers(file, bytes, layout.delimiter());
  }

  /** The names of the fields; known after the first row. */
  abstract List<String> headings();

  /**
   * The next row, or null at the end.
   *
   * @throws DataException if a line has another form
   */
  abstract @Nullable List<String> next() throws IOException;

  /** The line, counted from 1, of the row returned last. */
  long line() {
    return line;
  }

  /** The line, counted from 1, that was read last. */
  final long lineRead() {
    return line;
  }

  final Path file() {
    return file;
  }

  /** The next line that is not blank, or null at the end. */
  final @Nullable String nextLine() throws IOException {
    String next;
    do {
      line++;
      text.rowBegins(line);
      next = lines.readLine();
    } while (next != null && next.isBlank());
    return next;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** A user, then all items. */
  private static final class SequencesOfUsers extends LineReader {
    private final String delimiter;
    private String user = "";
    private final Queue<String> items = new ArrayDeque<>();

    SequencesOfUsers(Path file, InputStream bytes, String delimiter) {
      super(file, bytes);
      this.delimiter = delimiter;
    }

    @Override
    List<String> headings() {
      return List.of("user", "item");
    }

    @Override
    @Nullable List<String> next() throws IOException {
      while (items.isEmpty()) {
        String next = nextLine();
        if (next == null) {
          return null;
        }
        List<String> fields = CsvReader.row(next.strip(), delimiter).toList();
        user = fields.get(0);
        items.addAll(fields.subList(1, fields.size()));
      }
      return List.of(user, items.remove());
    }
  }

  /** An object of JSON a line; nested fields have names joined by dots. */
  private static final class JsonObjects extends LineReader {
    private static final int LOOK_AHEAD = 100;

    private final Queue<Map<String, String>> ahead = new ArrayDeque<>();
    private final Queue<Long> linesAhead = new ArrayDeque<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private long lineOfRow;

    JsonObjects(Path file, InputStream bytes) {
      super(file, bytes);
    }

    @Override
    List<String> headings() {
      return List.copyOf(columns.keySet());
    }

    @Override
    long line() {
      return lineOfRow;
    }

    /** The first lines give the names, because fields without a value are often left out. */
    @Override
    @Nullable List<String> next() throws IOException {
      boolean first = columns.isEmpty();
      while (ahead.size() < (first ? LOOK_AHEAD : 1)) {
        Map<String, String> object = object();
        if (object == null) {
          break;
        }
        ahead.add(object);
        linesAhead.add(lineRead());
        if (first) {
          object.keySet().forEach(name -> columns.putIfAbsent(name, columns.size()));
        }
      }
      Map<String, String> object = ahead.poll();
      if (object == null) {
        return null;
      }
      lineOfRow = Objects.requireNonNull(linesAhead.poll());
      List<String> row = new ArrayList<>(columns.size());
      columns.keySet().forEach(name -> row.add(object.getOrDefault(name, "")));
      return row;
    }

    private @Nullable Map<String, String> object() throws IOException {
      String text = nextLine();
      if (text == null) {
        return null;
      }
      try {
        JsonNode node =
            Json.mapper().readTree(PythonLiteral.is(text) ? PythonLiteral.json(text) : text);
        if (!node.isObject()) {
          throw notAnObject("other JSON", null);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        flatten("", node, fields);
        return fields;
      } catch (JsonProcessingException broken) {
        throw notAnObject(
            broken.getOriginalMessage().replaceFirst("(?s) \\(start marker.*|\n.*", ""), broken);
      }
    }

    private DataException notAnObject(String found, @Nullable Exception cause) {
      String message =
          "%s:%d: expected an object of JSON in a line, found: %s; fix the line"
              .formatted(file(), lineRead(), LogReader.shortened(found));
      return cause == null ? new DataException(message) : new DataException(message, cause);
    }

    private static void flatten(String prefix, JsonNode object, Map<String, String> fields) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String name = prefix + field.getKey();
        JsonNode value = field.getValue();
        if (value.isObject()) {
          flatten(name + ".", value, fields);
        } else if (value.isValueNode() && !value.isNull()) {
          fields.put(name, value.asText());
        }
      }
    }
  }
}
