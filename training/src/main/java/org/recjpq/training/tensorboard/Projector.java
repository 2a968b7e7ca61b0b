package org.recjpq.training.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;

/**
 * Files of the Projector dashboard: vectors to be viewed in two or three dimensions, with fields
 * that describe each.
 *
 * <p>Everything is text. TensorBoard's browser shows the first 100,000 vectors of a table and works
 * well up to about 10,000. The directory also needs an {@link EventFile}.
 *
 * <p>Source: TensorBoard, {@code plugins/projector/projector_config.proto} and {@code
 * projector_plugin.py}.
 */
public final class Projector {
  private static final String CONFIG = "projector_config.pbtxt";

  private final Path directory;
  private final List<String> entries = new ArrayList<>();

  /**
   * Vectors with the same number of dimensions.
   *
   * @param name name under which they can be selected: letters, digits and underscores
   * @param columns headings of the fields, at least two: TensorBoard takes a single column to be
   *     without a heading
   */
  public record Table(String name, List<String> columns, List<Row> rows) {
    /** Checks the name and the columns. */
    public Table {
      if (!name.matches("\\w+") || columns.size() < 2) {
        throw new IllegalArgumentException(
            ("expected a name of letters, digits and underscores and at least two columns, found"
                    + " \"%s\" and %s")
                .formatted(name, columns));
      }
    }
  }

  /**
   * A vector and its fields.
   *
   * @param vector [d]
   * @param fields one per column
   */
  @SuppressWarnings("ArrayRecordComponent") // only written, never compared
  public record Row(float[] vector, List<String> fields) {}

  /**
   * A view of a table that TensorBoard offers as a bookmark: the first three principal components,
   * coloured by a column.
   *
   * @param label what it is called
   * @param column one of the table's columns
   * @param distinct whether every value has a colour of its own; else numbers have a gradient if
   *     there are many
   */
  public record View(String label, String column, boolean distinct) {}

  /** Files in the directory of an event file; existing ones are replaced. */
  public Projector(Path directory) {
    this.directory = directory;
  }

  /** Adds a table without views. */
  public void add(Table table) {
    add(table, List.of());
  }

  /**
   * Adds a table and registers it with TensorBoard.
   *
   * @param views in the order they are listed
   * @throws DataException if writing fails
   */
  public void add(Table table, List<View> views) {
    String vectors = table.name() + ".tsv";
    String fields = table.name() + "_fields.tsv";
    write(vectors, table.rows().stream().map(row -> numbers(row.vector())).toList());
    List<String> lines = new ArrayList<>(List.of(line(table.columns())));
    table.rows().forEach(row -> lines.add(line(row.fields())));
    write(fields, lines);
    String bookmarks = table.name() + "_views.json";
    if (!views.isEmpty()) {
      write(bookmarks, List.of(Bookmarks.of(table, views)));
    }
    entries.add(
        "embeddings { tensor_name: \"%s\" tensor_path: \"%s\" metadata_path: \"%s\"%s }"
            .formatted(
                table.name(),
                vectors,
                fields,
                views.isEmpty() ? "" : " bookmarks_path: \"%s\"".formatted(bookmarks)));
    write(CONFIG, entries);
  }

  private static String numbers(float[] vector) {
    StringBuilder line = new StringBuilder();
    for (float number : vector) {
      line.append(line.isEmpty() ? "" : "\t").append(String.format(Locale.ROOT, "%.5g", number));
    }
    return line.toString();
  }

  private static String line(List<String> fields) {
    return fields.stream()
        .map(field -> field.replaceAll("\\p{Cntrl}+", " "))
        .collect(Collectors.joining("\t"));
  }

  private void write(String name, List<String> lines) {
    Path file = directory.resolve(name);
    try {
      AtomicFiles.write(file, out -> writeLines(out, lines));
    } catch (IOException failure) {
      throw new DataException(
          ("%s: expected to write vectors for TensorBoard, found: %s; free space or check"
                  + " permissions")
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  private static void writeLines(OutputStream out, List<String> lines) throws IOException {
    for (String line : lines) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
