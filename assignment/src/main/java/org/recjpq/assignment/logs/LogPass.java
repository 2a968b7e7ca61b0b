package org.recjpq.assignment.logs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * One pass over the rows of a file of a log.
 *
 * <p>Blocks of lines without quotes are read independently in parallel and joined in the order of
 * the log; so the result, and the row named in an error, do not depend on the threads. From the
 * first block on that is not plain (see {@link PlainBlockReader}), Commons CSV reads row by row.
 */
final class LogPass {
  private static final int ROWS_AT_ONCE = 1 << 16;
  private static final int BAD_ROWS_AT_ONCE = 1 << 10;
  private static final int BLOCKS_AT_ONCE = 1 + Runtime.getRuntime().availableProcessors();

  private final Path file;
  private final PlainBlockReader blocks;
  private final Layout layout;
  private final BadRows badRows;
  private final InteractionCollector collector;
  private final TimeParser times;
  private final @Nullable Double minValue;
  private @Nullable RowRules rules; // known from the first row on
  private long lines; // in all joined blocks

  /**
   * Begins a pass.
   *
   * @param blocks the file, open
   * @param times reads the times of this file and of others
   * @param minValue rows with a lower value are marked; null if values are not read
   */
  LogPass(
      Path file,
      PlainBlockReader blocks,
      Layout layout,
      TimeParser times,
      @Nullable Double minValue,
      BadRows badRows,
      InteractionCollector collector) {
    this.file = file;
    this.blocks = blocks;
    this.layout = layout;
    this.times = times;
    this.minValue = minValue;
    this.badRows = badRows;
    this.collector = collector;
  }

  /** The columns that were taken, or null if there was no row. */
  @Nullable Columns columns() {
    return rules == null ? null : rules.columns();
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

  /** Reads the file to its end. */
  void run() throws IOException {
    if (layout.lines() != Layout.Lines.ROWS) {
      readLines();
      return;
    }
    PlainBlockReader.Block head = blocks.head();
    if (head != null && isHint(head)) {
      lines = head.lines();
      head = blocks.head();
    }
    if (head != null && !readHead(head)) {
      blocks.giveBack(head);
    }
    if (rules != null) {
      readPlain(rules);
    }
    readRest();
  }

  private static boolean isHint(PlainBlockReader.Block head) {
    String text = new String(head.bytes(), 0, head.length(), StandardCharsets.UTF_8);
    return ExcelHint.delimiterIn(text).isPresent();
  }

  /** Reads a file that is not text, instead of {@link #run}. */
  void readTable(TableReader.Table table) throws IOException {
    rules = rules(table.headings(), file.toString());
    RowBlock block = new RowBlock();
    long row = 1;
    for (List<String> fields = table.next(); fields != null; fields = table.next()) {
      rules.take(fields, row++, block);
      block = joinedIfFull(block);
    }
    join(block, 0);
  }

  /** Reads lines that are not rows of fields. */
  private void readLines() throws IOException {
    try (LineReader lines = LineReader.of(layout, file, blocks.rest())) {
      RowBlock block = new RowBlock();
      for (List<String> row = lines.next(); row != null; row = lines.next()) {
        if (rules == null) {
          rules = rules(lines.headings(), file + ":1");
        }
        rules.take(row, lines.line(), block);
        block = joinedIfFull(block);
      }
      join(block, 0);
    }
  }

  private RowRules rules(List<String> first, String where) {
    return new RowRules(
        layout, Columns.in(first, layout, minValue != null, where), times, minValue);
  }

  private RowBlock joinedIfFull(RowBlock block) throws IOException {
    long few = Math.min(BAD_ROWS_AT_ONCE, badRows.most() - badRows.count());
    if (block.size() < ROWS_AT_ONCE && block.badRows().size() <= few) {
      return block;
    }
    join(block, 0);
    return new RowBlock();
  }

  /** Reads the first row, which may be quoted, if it is a single valid line. */
  private boolean readHead(PlainBlockReader.Block head) throws IOException {
    var bytes = new ByteArrayInputStream(head.bytes(), 0, head.length());
    CsvReader.Rows rows = rows(bytes);
    CSVRecord row;
    String where;
    try {
      row = rows.next();
      if (row == null || rows.line() != lines + head.lines()) {
        return false;
      }
      where = rows.where();
      if (rows.next() != null) { // a line that ends in a carriage return
        return false;
      }
    } catch (DataException notByItself) { // to be reported when the whole file has been read
      return false;
    }
    begin(row, where, lines + head.lines());
    lines += head.lines();
    return true;
  }

  private void begin(CSVRecord first, String where, long line) throws IOException {
    rules = rules(first.toList(), where);
    if (!layout.header()) {
      RowBlock block = new RowBlock();
      rules.take(first.toList(), line, block);
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
      rules.take(row.toList(), rows.line(), block);
      block = joinedIfFull(block);
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
    if (rules != null) {
      collector.add(block, rules.columns().timed());
    }
  }
}
