package org.recjpq.assignment.logs;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a file. A column is given by alternative names; a number, counted from 1, is a
 * position.
 *
 * @param delimiter separator of fields
 * @param quote character that a field may be enclosed in, or null if there is none
 * @param header whether the first row names the columns
 * @param users names of the column of users
 * @param items names of the column of items
 * @param times empty if the order of rows is the order of time
 * @param values empty if there are none
 * @param width number of columns, or 0 for that of the first row
 * @param timeRequired whether a file without a column of {@code times} is an error
 * @param hiddenItems rows with these items are left out, without being malformed
 * @param where which rows are wanted, or null for all
 * @param lines what a line of the file is
 * @param said what the user has chosen
 */
record Layout(
    String delimiter,
    @Nullable Character quote,
    boolean header,
    List<String> users,
    List<String> items,
    List<String> times,
    List<String> values,
    int width,
    boolean timeRequired,
    Set<String> hiddenItems,
    @Nullable Where where,
    Lines lines,
    Said said) {
  /** What a line is. */
  enum Lines {
    /** A row of fields between delimiters. */
    ROWS,

    /** An object of JSON. */
    OBJECTS,

    /** A user, then all items of the user, oldest first. */
    SEQUENCES
  }

  /**
   * What the user has chosen, instead of leaving it to the preset.
   *
   * @param header whether there is a heading, or null if that was not said
   * @param quote whether the quote was said
   * @param time whether the column of times was said, or that there is none
   */
  record Said(@Nullable Boolean header, boolean quote, boolean time) {
    static final Said NOTHING = new Said(null, false, false);
  }

  /** A layout without a quote, hidden items, times and values. */
  static Layout rows(String delimiter, boolean header, String user, String item) {
    return new Draft(delimiter, header, List.of(user), List.of(item)).layout();
  }

  /** The same with fields in double quotes. */
  Layout quoted() {
    return with(draft -> draft.quote = '"');
  }

  /** The same with a column of times. */
  Layout timed(String time) {
    return with(
        draft -> {
          draft.times = List.of(time);
          draft.timeRequired = true;
        });
  }

  /** The same with a column of values. */
  Layout valued(String value) {
    return with(draft -> draft.values = List.of(value));
  }

  /** The same with rows of this many columns, and no others. */
  Layout wide(int width) {
    return with(draft -> draft.width = width);
  }

  /** The same without the rows of an item. */
  Layout hiding(String item) {
    return with(draft -> draft.hiddenItems = Set.of(item));
  }

  /** The same with lines of another kind. */
  Layout of(Lines kind) {
    return with(draft -> draft.lines = kind);
  }

  private Layout with(Consumer<Draft> change) {
    Draft draft = draft();
    change.accept(draft);
    return draft.layout();
  }

  /** A layout in the making, which begins as this one. */
  Draft draft() {
    Draft draft = new Draft(delimiter, header, users, items);
    draft.quote = quote;
    draft.times = times;
    draft.values = values;
    draft.width = width;
    draft.timeRequired = timeRequired;
    draft.hiddenItems = hiddenItems;
    draft.where = where;
    draft.lines = lines;
    draft.said = said;
    return draft;
  }

  /** A layout in the making: its components by their names. */
  static final class Draft {
    String delimiter;
    @Nullable Character quote;
    boolean header;
    List<String> users;
    List<String> items;
    List<String> times = List.of();
    List<String> values = List.of();
    int width;
    boolean timeRequired;
    Set<String> hiddenItems = Set.of();
    @Nullable Where where;
    Lines lines = Lines.ROWS;
    Said said = Said.NOTHING;

    Draft(String delimiter, boolean header, List<String> users, List<String> items) {
      this.delimiter = delimiter;
      this.header = header;
      this.users = users;
      this.items = items;
    }

    Layout layout() {
      return new Layout(
          delimiter,
          quote,
          header,
          users,
          items,
          times,
          values,
          width,
          timeRequired,
          hiddenItems,
          where,
          lines,
          said);
    }
  }

  /** Whether rows could hold line breaks that nobody has asked for: see {@link CsvReader}. */
  boolean doubtsLineBreaks() {
    return quote != null && !said.quote() && !delimiter.equals(",") && !delimiter.equals(";");
  }
}
