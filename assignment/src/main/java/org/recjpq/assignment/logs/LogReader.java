package org.recjpq.assignment.logs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Reads a {@link LogFile}.
 *
 * <p>Blocks of lines without quotes are read independently in parallel and joined in the order of
 * the log; so the result, and the row named in an error, do not depend on the threads. From the
 * first block on that is not plain (see {@link PlainBlockReader}), Commons CSV reads row by row.
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
    try {
      return read(file, blockBytes, false);
    } catch (TimeParser.FractionException found) { // after whole numbers
      if (!Files.isRegularFile(file)) {
        throw new DataException(
            file
                + ": expected times that all have fractions, or none, found both in a pipe, which"
                + " cannot be read twice; write the log to a file",
            found);
      }
      return read(file, blockBytes, true);
    }
  }

  private Interactions read(Path file, int blockBytes, boolean fractions) throws IOException {
    InteractionCollector collector = new InteractionCollector();
    try (PlainBlockReader blocks = PlainBlockReader.open(file, blockBytes);
        BadRows badRows = new BadRows(maxBadRows, rejects)) {
      Pass pass = new Pass(file, blocks, badRows, collector, fractions);
      pass.run();
      Interactions log = collector.group(filters, pass.origin());
      pass.requireTimes(log);
      return log;
    } catch (UncheckedIOException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** A field as shown in messages. */
  static String shortened(String field) {
    String line = field.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  /** One pass over the rows of a file. */
  private final class Pass {
    private static final int ROWS_AT_ONCE = 1 << 16;
    private static final int BAD_ROWS_AT_ONCE = 1 << 10;
    private static final int BLOCKS_AT_ONCE = 1 + Runtime.getRuntime().availableProcessors();

    private final Path file;
    private final PlainBlockReader blocks;
    private final Layout layout;
    private final boolean fractions;
    private final BadRows badRows;
    private final InteractionCollector collector;
    private @Nullable RowRules rules; // known from the first row on
    private long lines; // in all joined blocks

    Pass(
        Path file,
        PlainBlockReader blocks,
        BadRows badRows,
        InteractionCollector collector,
        boolean fractions) {
      this.file = file;
      this.blocks = blocks;
      this.layout = format.layout(blocks.firstLine());
      this.badRows = badRows;
      this.collector = collector;
      this.fractions = fractions;
    }

    /** What was read so far. */
    Origin origin() {
      RowRules known = Objects.requireNonNull(rules);
      return new Origin(file.toString(), known.columns(), known.times().clock(), badRows.count());
    }

    /**
     * Refuses times that are hardly any, where the user has not said which column has them.
     *
     * @throws DataException if they look like ratings
     */
    void requireTimes(Interactions log) {
      if (!layout.header()
          && !layout.said().time()
          && !layout.timeRequired()
          && log.isTimed()
          && Ratings.resemble(log)) {
        throw new DataException(
            ("%s: expected times in the third column, found numbers that look like ratings; set"
                    + " source.format.timeColumn to the number of the time's, or to none if the"
                    + " order of rows is that of time")
                .formatted(file));
      }
    }

    void run() throws IOException {
      PlainBlockReader.Block head = blocks.head();
      if (head != null && !readHead(head)) {
        blocks.giveBack(head);
      }
      if (rules != null) {
        readPlain(rules);
      }
      readRest();
      if (collector.isEmpty()) {
        throw new DataException(
            "%s: expected interactions, found %s; check the path"
                .formatted(file, rules == null ? "no rows" : "none below the header"));
      }
    }

    /** Reads the first row, which may be quoted, if it is a single valid line. */
    private boolean readHead(PlainBlockReader.Block head) throws IOException {
      var bytes = new ByteArrayInputStream(head.bytes(), 0, head.length());
      CsvReader.Rows rows = rows(bytes);
      CSVRecord row;
      String where;
      try {
        row = rows.next();
        if (row == null || rows.line() != head.lines()) {
          return false;
        }
        where = rows.where();
        if (rows.next() != null) { // a line that ends in a carriage return
          return false;
        }
      } catch (DataException notByItself) { // to be reported when the whole file has been read
        return false;
      }
      begin(row, where, head.lines());
      lines = head.lines();
      return true;
    }

    private void begin(CSVRecord first, String where, long line) throws IOException {
      boolean readsValues = filters.minValue() != null;
      Columns columns = Columns.in(first, layout, readsValues, where);
      TimeParser times = new TimeParser(format.timeFormat(), fractions);
      rules = new RowRules(layout, columns, times, filters.minValue());
      if (!layout.header()) {
        RowBlock block = new RowBlock();
        rules.take(first, line, block);
        join(block, 0);
      }
    }

    /**
     * Only the calling thread reads the file and joins blocks; in between, blocks are parsed in
     * parallel, by the calling thread too if no other thread has begun the next one to join.
     */
    private void readPlain(RowRules rules) throws IOException {
      Queue<FutureTask<RowBlock>> reading = new ArrayDeque<>();
      PlainBlockReader.Block next = blocks.next(layout.quote());
      while (next != null) {
        PlainBlockReader.Block block = next;
        var task = new FutureTask<>(() -> PlainRowReader.read(block, rules, badRows.most()));
        if (rules.areSettled()) {
          ForkJoinTask.adapt(task).fork();
        }
        reading.add(task);
        if (reading.size() == BLOCKS_AT_ONCE || !rules.areSettled()) {
          joinPlain(finished(reading.remove()));
        }
        next = blocks.next(layout.quote());
      }
      while (!reading.isEmpty()) {
        joinPlain(finished(reading.remove()));
      }
    }

    private static RowBlock finished(FutureTask<RowBlock> task) throws IOException {
      task.run(); // does nothing if a thread has begun it
      try {
        return task.get();
      } catch (ExecutionException failure) {
        if (failure.getCause() instanceof Error noMemory) {
          throw noMemory;
        }
        if (failure.getCause() instanceof TimeParser.FractionException fraction) {
          throw fraction;
        }
        throw new IllegalStateException(failure.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("reading was interrupted");
      }
    }

    private void joinPlain(RowBlock block) throws IOException {
      join(block, lines);
      lines += block.lines();
    }

    /** Reads everything after the plain blocks, or the whole file. */
    private void readRest() throws IOException {
      CsvReader.Rows rows = rows(blocks.rest());
      CSVRecord row = rows.next();
      if (row != null && rules == null) {
        begin(row, rows.where(), rows.line());
        row = rows.next();
      }
      if (rules == null) {
        return;
      }
      RowBlock block = new RowBlock();
      for (; row != null; row = next(rows, block)) {
        rules.take(row, rows.line(), block);
        long few = Math.min(BAD_ROWS_AT_ONCE, badRows.most() - badRows.count());
        if (block.size() == ROWS_AT_ONCE || block.badRows().size() > few) {
          join(block, 0);
          block = new RowBlock();
        }
      }
      join(block, 0);
    }

    /** The next row; before a failure is reported, the rows before it are joined. */
    private @Nullable CSVRecord next(CsvReader.Rows rows, RowBlock before) throws IOException {
      try {
        return rows.next();
      } catch (DataException broken) {
        join(before, 0);
        throw broken;
      }
    }

    private CsvReader.Rows rows(InputStream bytes) throws IOException {
      return new CsvReader(file, bytes, lines)
          .rows(layout.delimiter(), layout.quote(), layout.doubtsLineBreaks());
    }

    private void join(RowBlock block, long linesBefore) throws IOException {
      for (RowBlock.BadRow bad : block.badRows()) {
        long line = linesBefore + bad.line();
        badRows.add(file + ":" + line, line, bad.reason(), bad.row());
      }
      collector.add(block, Objects.requireNonNull(rules).columns().timed());
    }
  }
}
