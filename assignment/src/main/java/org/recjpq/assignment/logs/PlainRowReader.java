package org.recjpq.assignment.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a plain block without creating an object per row. Unusual rows are read like those of other
 * files, with Commons CSV and {@link RowRules}.
 */
final class PlainRowReader {
  /** No overflow is possible with this number of digits. */
  private static final int DIGITS_AT_MOST = 18;

  private final RowRules rules;
  private final long mostBadRows;
  private final byte[] text;
  private final int length;
  private final byte[] delimiter;
  private final int[] starts; // of the fields of the current line
  private final int[] ends;
  private final RowBlock rows = new RowBlock();
  private long time;

  private PlainRowReader(RowRules rules, long mostBadRows, PlainBlockReader.Block block) {
    this.rules = rules;
    this.mostBadRows = mostBadRows;
    this.text = block.bytes();
    this.length = block.length();
    this.delimiter = rules.layout().delimiter().getBytes(StandardCharsets.UTF_8);
    this.starts = new int[rules.columns().width()];
    this.ends = new int[rules.columns().width()];
  }

  /**
   * The rows of {@code block}; lines are counted from its first, which is 1.
   *
   * @param mostBadRows if there are more, the rest of the block is not read
   */
  static RowBlock read(PlainBlockReader.Block block, RowRules rules, long mostBadRows) {
    PlainRowReader reading = new PlainRowReader(rules, mostBadRows, block);
    reading.run();
    return reading.rows;
  }

  private void run() {
    long line = 0;
    int start = 0;
    while (start < length && rows.badRows().size() <= mostBadRows) {
      line++;
      int fields = 0;
      int fieldStart = start;
      int at = start;
      for (; at < length && text[at] != '\n'; at++) {
        if (text[at] == delimiter[0] && isDelimiter(at)) {
          close(fields, fieldStart, at);
          fields++;
          fieldStart = at + delimiter.length;
          at = fieldStart - 1;
        }
      }
      int end = at > fieldStart && text[at - 1] == '\r' ? at - 1 : at;
      close(fields, fieldStart, end);
      fields++;
      if (end > start && !take(fields)) {
        takeOdd(start, end, line);
      }
      start = at + 1;
    }
    rows.setLines(line);
  }

  private boolean isDelimiter(int at) {
    for (int i = 1; i < delimiter.length; i++) {
      if (at + i >= length || text[at + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private void close(int field, int from, int to) {
    if (field < starts.length) {
      starts[field] = from;
      ends[field] = to;
    }
  }

  /** Reads the line if it is simple; returns whether it was. */
  private boolean take(int fields) {
    Columns columns = rules.columns();
    int user = columns.user();
    int item = columns.item();
    if (fields != columns.width()
        || isOdd(user)
        || isOdd(item)
        || (columns.timed() && !parseTime(starts[columns.time()], ends[columns.time()]))
        || !rules.layout().hiddenItems().isEmpty()) {
      return false;
    }
    if (columns.where() != Columns.NONE && !rules.isWanted(field(columns.where()))) {
      rows.leaveOut();
      return true;
    }
    try {
      boolean low = rules.minValue() != null && rules.isLow(field(columns.value()));
      rows.add(text, starts[user], ends[user], starts[item], ends[item], time);
      rows.markLast(low);
      return true;
    } catch (BadRowException toBeTakenAsOdd) {
      return false;
    }
  }

  /** Whether a field is empty or may have blanks around it. */
  private boolean isOdd(int field) {
    return starts[field] == ends[field]
        || mayBeBlank(text[starts[field]])
        || mayBeBlank(text[ends[field] - 1]);
  }

  /** Blanks that are not ASCII are several bytes, all negative. */
  private static boolean mayBeBlank(byte value) {
    return value <= ' ';
  }

  private String field(int column) {
    return new String(text, starts[column], ends[column] - starts[column], StandardCharsets.UTF_8);
  }

  /** Parses a number of digits only, optionally with a minus sign, into {@link #time}. */
  private boolean parseTime(int from, int to) {
    boolean negative = from < to && text[from] == '-';
    int first = negative ? from + 1 : from;
    if (!rules.times().areNumbers() || first == to || to - first > DIGITS_AT_MOST) {
      return false;
    }
    long number = 0;
    for (int i = first; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = 10 * number + digit;
    }
    time = negative ? -number : number;
    return true;
  }

  private void takeOdd(int from, int to, long line) {
    String odd = new String(text, from, to - from, StandardCharsets.UTF_8);
    List<String> row = CsvReader.row(odd, rules.layout().delimiter()).toList();
    rules.take(row, line, rows);
  }
}
