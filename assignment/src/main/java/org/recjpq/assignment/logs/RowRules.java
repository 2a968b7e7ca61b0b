package org.recjpq.assignment.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rows of one log and extracts their interactions.
 *
 * @param minValue rows with a lower one are marked; null if values are not read
 */
record RowRules(Layout layout, Columns columns, TimeParser times, @Nullable Double minValue) {
  /** What to do about {@linkplain #mayBeSequence rows that may be sequences}. */
  static final String SEQUENCES = ", to sequences if a row has all items of a user";

  /** Whether a row where two fields are expected may be a user with all items. */
  static boolean mayBeSequence(int expected, int found) {
    return expected == 2 && found > expected;
  }

  /** Adds the interaction of {@code row} to {@code block}, or the reason why it is malformed. */
  void take(List<String> row, long line, RowBlock block) {
    try {
      LogRow taken = parse(row);
      if (taken.kind() == LogRow.Kind.INTERACTION) {
        block.add(taken.user(), taken.item(), taken.time());
        block.markLast(taken.isLow());
        if (taken.user().length() < row.get(columns.user()).length()
            || taken.item().length() < row.get(columns.item()).length()) {
          block.markStripped();
        }
      } else if (columns.where() != Columns.NONE && !isWanted(row.get(columns.where()))) {
        block.leaveOut();
      }
    } catch (BadRowException bad) {
      block.add(new RowBlock.BadRow(line, String.valueOf(bad.getMessage()), row));
    }
  }

  /**
   * What a row says; never malformed.
   *
   * @throws BadRowException if it is malformed
   * @throws TimeParser.FractionException if its time has a fraction, though those before had none
   */
  LogRow parse(List<String> row) throws BadRowException {
    if (row.size() != columns.width()) {
      throw new BadRowException(
          "expected %d fields, found %d; set the delimiter or the format if needed%s"
              .formatted(
                  columns.width(),
                  row.size(),
                  mayBeSequence(columns.width(), row.size()) ? SEQUENCES : ""));
    }
    if (columns.where() != Columns.NONE && !isWanted(row.get(columns.where()))) {
      return LogRow.of(LogRow.Kind.UNWANTED, null);
    }
    String user = requireId("a user", row.get(columns.user()).strip());
    String item = requireId("an item", row.get(columns.item()).strip());
    long time = columns.timed() ? times.parse(time(row)) : 0;
    boolean low = minValue != null && isLow(row.get(columns.value()));
    return layout.hiddenItems().contains(item)
        ? LogRow.of(LogRow.Kind.UNWANTED, null)
        : new LogRow(LogRow.Kind.INTERACTION, user, item, time, low, null);
  }

  /** Whether a value of the column of the condition is one of those wanted. */
  boolean isWanted(String value) {
    return layout.where() == null || layout.where().values().contains(value.strip());
  }

  private String time(List<String> row) {
    String time = row.get(columns.time()).strip();
    return columns.timeOfDay() == Columns.NONE
        ? time
        : time + " " + row.get(columns.timeOfDay()).strip();
  }

  /** Whether the value in {@code field} is too low. */
  boolean isLow(String field) throws BadRowException {
    double value = Double.NaN;
    try {
      value = Double.parseDouble(field);
    } catch (NumberFormatException none) {
      // treated like NaN
    }
    if (Double.isNaN(value)) {
      throw new BadRowException(
          "expected a number as value, found \"%s\"; name the value column if it is a different one"
              .formatted(LogReader.shortened(field)));
    }
    return minValue != null && value < minValue;
  }

  /** Checks an id and returns it. */
  static String requireId(String whose, String id) throws BadRowException {
    if (id.isEmpty()) {
      throw new BadRowException(
          "expected the id of %s, found an empty field; fill it or remove the row"
              .formatted(whose));
    }
    if (id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
      throw new BadRowException(
          "expected the id of %s in one line, found a line break in \"%s\"; fix the quotes"
              .formatted(whose, LogReader.shortened(id)));
    }
    return id;
  }

  /** Whether the format of times is known, so that the order of rows does not matter. */
  boolean areSettled() {
    return !columns.timed() || times.areSettled();
  }
}
