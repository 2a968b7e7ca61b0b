package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Reads a {@link LogFile}.
 *
 * @param format how rows are read
 * @param filters what is left out
 * @param maxBadRows maximum number of malformed rows that are skipped
 * @param rejects CSV file for these with line, reason and fields; or null
 */
record LogReader(LogFormat format, Filters filters, long maxBadRows, @Nullable Path rejects) {
  private static final int SHOWN = 60;
  private static final int BLOCK_BYTES = 1 << 21;

  /**
   * Reads a whole log.
   *
   * @throws DataException if the file or a row of it does not match the format; the message is one
   *     line: file and line, what was expected and found, what to do
   */
  Interactions read(Path file) throws IOException {
    return read(file, BLOCK_BYTES);
  }

  /** The same with blocks of another size, which affects only the speed. */
  Interactions read(Path file, int blockBytes) throws IOException {
    return read(List.of(file), file.toString(), blockBytes);
  }

  /**
   * Reads a log of several files, one after the other.
   *
   * @param name what messages call the log
   */
  Interactions read(List<Path> files, String name) throws IOException {
    return read(files, name, BLOCK_BYTES);
  }

  private Interactions read(List<Path> files, String name, int blockBytes) throws IOException {
    List<TextPart> parts = new ArrayList<>();
    for (Path file : files) {
      parts.addAll(LogFiles.of(file));
    }
    try {
      return read(parts, name, blockBytes, false);
    } catch (TimeParser.FractionException found) { // after whole numbers
      if (!parts.stream().map(TextPart::file).allMatch(Files::isRegularFile)) {
        throw new DataException(
            name
                + ": expected times that all have fractions, or none, found both in a pipe, which"
                + " cannot be read twice; write the log to a file",
            found);
      }
      return read(parts, name, blockBytes, true);
    }
  }

  private Interactions read(List<TextPart> parts, String name, int blockBytes, boolean fractions)
      throws IOException {
    InteractionCollector collector = new InteractionCollector();
    TimeParser times = new TimeParser(format.timeFormat(), fractions);
    @Nullable LogPass first = null;
    try (BadRows badRows = new BadRows(maxBadRows, rejects)) {
      for (TextPart part : parts) {
        LogPass pass = read(part, blockBytes, times, badRows, collector);
        first = first == null ? pass : first;
        requireSameKind(first.columns(), pass.columns(), part);
      }
      if (first == null || first.columns() == null || collector.isEmpty()) {
        throw new DataException(
            "%s: expected interactions, found %s; check the path"
                .formatted(
                    name,
                    first == null || first.columns() == null
                        ? "no rows"
                        : "none below the header"));
      }
      Origin origin = new Origin(name, first.columns(), times.clock(), badRows.count());
      Interactions log = collector.group(filters, origin);
      first.requireTimes(log);
      return log;
    } catch (UncheckedIOException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private LogPass read(
      TextPart part,
      int blockBytes,
      TimeParser times,
      BadRows badRows,
      InteractionCollector collector)
      throws IOException {
    Optional<TableReader> reader =
        part.entry() == null ? Tables.readerOf(part.file()) : Optional.empty();
    if (reader.isPresent()) {
      var nothing = new PlainBlockReader(InputStream.nullInputStream(), 1);
      Layout layout = format.layout("");
      LogPass pass =
          new LogPass(part.name(), nothing, layout, times, filters.minValue(), badRows, collector);
      try (TableReader.Table table = reader.get().open(part.file())) {
        pass.readTable(table);
      }
      return pass;
    }
    try (PlainBlockReader blocks = PlainBlockReader.open(part, blockBytes, format.charset())) {
      Layout layout = format.layout(blocks.firstLine());
      if (layout.header() && blocks.firstLine().matches("\\s*\\[\\s*(\\{.*)?")) {
        throw new DataException(
            part.name()
                + ":1: expected rows, or an object of JSON in each line, found an array of JSON;"
                + " write its objects as lines, e.g. jq -c '.[]'");
      }
      LogPass pass =
          new LogPass(part.name(), blocks, layout, times, filters.minValue(), badRows, collector);
      pass.run();
      return pass;
    }
  }

  /** Files of one log have times, or none has; those of one archive have the same columns. */
  private static void requireSameKind(
      @Nullable Columns first, @Nullable Columns other, TextPart part) {
    if (first == null || other == null) {
      return;
    }
    if (part.entry() != null && !first.names().equals(other.names())) {
      throw new DataException(
          "%s: expected the columns of the first file in the archive (%s), found others (%s); name"
                  .formatted(
                      part.name(),
                      shortened(String.join(", ", first.names())),
                      shortened(String.join(", ", other.names())))
              + " the one that is the log, like this one here");
    }
    if (first.timed() != other.timed()) {
      throw new DataException(
          "%s: expected %s, like the first file of the log, found another heading (%s)"
              .formatted(
                  part.name(),
                  first.timed() ? "a column of times" : "no column of times",
                  String.join(", ", other.names())));
    }
  }

  /** A field as shown in messages. */
  static String shortened(String field) {
    String line = field.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
