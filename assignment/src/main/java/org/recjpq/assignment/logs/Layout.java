package org.recjpq.assignment.logs;

import java.util.List;
import java.util.Set;
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
    return new Layout(
        delimiter,
        null,
        header,
        List.of(user),
        List.of(item),
        List.of(),
        List.of(),
        0,
        false,
        Set.of(),
        null,
        Lines.ROWS,
        Said.NOTHING);
  }

  /** The same with fields in double quotes. */
  Layout quoted() {
    return new Layout(
        delimiter,
        '"',
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

  /** The same with a column of times. */
  Layout timed(String time) {
    return new Layout(
        delimiter,
        quote,
        header,
        users,
        items,
        List.of(time),
        values,
        width,
        true,
        hiddenItems,
        where,
        lines,
        said);
  }

  /** The same with a column of values. */
  Layout valued(String value) {
    return new Layout(
        delimiter,
        quote,
        header,
        users,
        items,
        times,
        List.of(value),
        width,
        timeRequired,
        hiddenItems,
        where,
        lines,
        said);
  }

  /** The same with rows of this many columns, and no others. */
  Layout wide(int width) {
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

  /** The same without the rows of an item. */
  Layout hiding(String item) {
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
        Set.of(item),
        where,
        lines,
        said);
  }

  /** The same with lines of another kind. */
  Layout of(Lines kind) {
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
        kind,
        said);
  }

  /** Whether rows could hold line breaks that nobody has asked for: see {@link CsvReader}. */
  boolean doubtsLineBreaks() {
    return quote != null && !said.quote() && !delimiter.equals(",") && !delimiter.equals(";");
  }
}
