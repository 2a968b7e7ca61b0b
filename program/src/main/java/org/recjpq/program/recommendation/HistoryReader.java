package org.recjpq.program.recommendation;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.CsvReader;
import org.recjpq.assignment.logs.TextPart;
import org.recjpq.program.tables.ParquetLists;

/**
 * A file of histories, in one of three forms, told by its content:
 *
 * <ul>
 *   <li>Text in UTF-8, plain or compressed, without header, one history per line: first its name,
 *       then item ids, oldest first, as many as there are, separated by commas; or by tabs or
 *       semicolons if the first line has these and no comma. A line with a name alone is an empty
 *       history. Fields that hold delimiters, quotes or line breaks are in double quotes. Blanks
 *       around fields do not count; blank lines are skipped.
 *   <li>An object of JSON in each line, with a list of ids and a name, such as {@code {"name": "u",
 *       "items": ["a", "b"]}}. Without a name, the number of the line is taken.
 *   <li>Parquet with a column of lists of ids and one of names. Without a name, the number of the
 *       row is taken.
 * </ul>
 *
 * <p>Memory: the histories of one batch, whose characters are limited as well as their number.
 */
public final class HistoryReader implements Closeable {
  /** Maximum length of a history, in characters. */
  private static final int LONGEST_ROW = 1 << 23;

  private static final int CHARACTERS_AT_ONCE = 1 << 20;

  private final Path path;
  private final Deque<TextPart> parts;
  private @Nullable HistorySource source;
  private @Nullable NamedHistory next;
  private long ofNext; // position
  private long position;

  /**
   * Opens {@code path}.
   *
   * @throws DataException if the file is not such a file, or has no history
   */
  public HistoryReader(Path path) throws IOException {
    this.path = path;
    this.parts = new ArrayDeque<>(TextPart.of(path));
    try {
      this.next = read();
      if (next == null) {
        throw new DataException(
            path
                + ": expected one history per line (name,item,item,...), found none; check the"
                + " file");
      }
    } catch (IOException | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private @Nullable NamedHistory read() throws IOException {
    while (true) {
      HistorySource open = source;
      if (open != null) {
        NamedHistory history = open.next();
        if (history != null) {
          ofNext = open.position();
          return history;
        }
        open.close();
        source = null;
      }
      if (parts.isEmpty()) {
        return null;
      }
      source = open(parts.remove());
    }
  }

  private static HistorySource open(TextPart part) throws IOException {
    if (part.entry() == null && ParquetLists.canRead(part.file())) {
      return new ParquetHistories(part.file());
    }
    CsvReader text = CsvReader.open(part, LONGEST_ROW);
    try {
      if (text.firstLine().matches("\\s*\\[\\s*(\\{.*)?")) {
        throw new DataException(
            part.file()
                + ":1: expected a history in each line, found an array of JSON; write its objects"
                + " as lines, e.g. jq -c '.[]'");
      }
      return text.firstLine().startsWith("{")
          ? new JsonHistories(text)
          : new DelimitedHistories(text);
    } catch (IOException | RuntimeException failure) {
      text.close();
      throw failure;
    }
  }

  /** Size in bytes; that of an archive as a whole. */
  long size() throws IOException {
    return Files.size(TextPart.stored(path));
  }

  /** Position at which the history that was read last begins, in characters. */
  long characters() {
    return position;
  }

  /**
   * Reads the next histories.
   *
   * @param most maximum number of histories
   * @return at least one, unless this is the end; fewer than {@code most} only at the end, or if
   *     they are long
   * @throws DataException if the file is not such a file
   */
  public List<NamedHistory> next(int most) throws IOException {
    List<NamedHistory> histories = new ArrayList<>();
    long characters = 0;
    while (next != null && histories.size() < most && characters < CHARACTERS_AT_ONCE) {
      histories.add(next);
      for (String id : next.ids()) {
        characters += id.length() + 1;
      }
      advance();
    }
    return histories;
  }

  private void advance() throws IOException {
    position = ofNext;
    next = read();
  }

  /** Skips the next histories, {@code most} at most. */
  void skip(int most) throws IOException {
    for (int skipped = 0; next != null && skipped < most; skipped++) {
      advance();
    }
  }

  /** Whether there are more histories. */
  boolean hasNext() {
    return next != null;
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      source.close();
    }
  }
}
