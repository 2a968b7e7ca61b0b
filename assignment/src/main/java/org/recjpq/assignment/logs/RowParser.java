package org.recjpq.assignment.logs;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a table one by one, by the rules of {@link LogFile}: for logs that are spread
 * over machines, whose parts are read independently. Not thread-safe.
 */
public final class RowParser {
  private final RowRules rules;

  /**
   * How times are read.
   *
   * @param clock what they stand for, or null if the first good row decides that
   * @param withFractions whether numbers have fractions, as an earlier reading has found
   */
  public record Times(@Nullable Clock clock, boolean withFractions) {}

  /**
   * Finds the columns.
   *
   * @param headings names of the columns
   * @param format which columns and rows are wanted
   * @param minValue rows with a lower value are marked; null if values are not read
   * @param where name of the table, for messages
   * @throws org.recjpq.assignment.files.DataException if a required column is missing, or there are
   *     several that it could be
   */
  public RowParser(
      List<String> headings,
      LogFormat format,
      @Nullable Double minValue,
      String where,
      Times times) {
    Layout layout = format.layout("");
    this.rules =
        new RowRules(
            layout,
            Columns.in(headings, layout, minValue != null, where),
            new TimeParser(format.timeFormat(), times.withFractions(), times.clock()),
            minValue);
  }

  /**
   * Reads a row.
   *
   * @param fields a text for each column, empty if there is no value
   */
  public LogRow parse(List<String> fields) {
    try {
      return rules.parse(fields);
    } catch (BadRowException bad) {
      return LogRow.of(LogRow.Kind.MALFORMED, bad.getMessage());
    } catch (TimeParser.FractionException fraction) {
      return LogRow.of(LogRow.Kind.FRACTION, null);
    }
  }

  /** Whether there is a column of times. */
  public boolean isTimed() {
    return rules.columns().timed();
  }

  /** What the times stand for, or null if no good row has decided that yet. */
  public @Nullable Clock clock() {
    return isTimed() && rules.areSettled() ? rules.times().clock() : null;
  }

  /** The places of the columns that are read, ascending. */
  public List<Integer> columns() {
    Columns columns = rules.columns();
    TreeSet<Integer> read =
        new TreeSet<>(
            List.of(
                columns.user(),
                columns.item(),
                columns.time(),
                columns.timeOfDay(),
                columns.value(),
                columns.where()));
    read.remove(Columns.NONE);
    return List.copyOf(read);
  }

  /** Which columns are taken, in one line. */
  public String taken() {
    return rules.columns().taken("");
  }
}
