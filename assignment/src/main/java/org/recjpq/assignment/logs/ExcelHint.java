package org.recjpq.assignment.logs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line that Excel begins CSV files with to name their delimiter, such as {@code sep=;}. */
final class ExcelHint {
  private static final Pattern FORM = Pattern.compile("\"?sep=(.)\"?[\r\n]*");

  private ExcelHint() {}

  /** The delimiter that a first line names; empty if the line is another one. */
  static Optional<String> delimiterIn(String line) {
    Matcher hint = FORM.matcher(line);
    return hint.matches() ? Optional.of(hint.group(1)) : Optional.empty();
  }
}
