package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a user should know about how a log was read, one line each. */
final class Remarks {
  /** Ids that mostly stand for none. */
  private static final List<String> NO_IDS =
      List.of(
          "NA",
          "N/A",
          "n/a",
          "#N/A",
          "NaN",
          "nan",
          "NULL",
          "null",
          "Null",
          "None",
          "none",
          "nil",
          "undefined",
          "\\N");

  private final List<String> lines = new ArrayList<>();

  /** Adds which columns were taken, and whether their times are of one unit. */
  void addColumns(@Nullable Columns columns, LongChunks times, Clock clock) {
    if (columns == null) {
      return;
    }
    if (times.size() == 0) {
      lines.add(columns.taken(""));
      return;
    }
    long first = times.least();
    long last = times.greatest();
    lines.add(columns.taken(clock.range(first, last)));
    if (clock.mixesUnits(first, last)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "warning: times from %d to %d are hardly all of one unit (the last would be in the"
                  + " year %s if the unit is that of the first); their order may be wrong",
              first,
              last,
              Clock.yearIfInUnitOf(first, last)));
    }
  }

  /** Adds how many rows the user does not want. */
  void addLeftOut(long rows) {
    if (rows > 0) {
      lines.add(String.format(Locale.ROOT, "%,d rows do not meet the condition", rows));
    }
  }

  /** Adds that ids were stripped. */
  void addStripped(boolean stripped) {
    if (stripped) {
      lines.add("blanks around ids were left out");
    }
  }

  /**
   * Adds that ids seem to stand for none.
   *
   * @param what "user" or "item"
   * @param rows index of the id of each row
   */
  void addNoIds(String what, Ids ids, IntChunks rows) {
    for (String none : NO_IDS) {
      int index = ids.indexOf(none);
      if (index >= 0) {
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
          count += rows.get(row) == index ? 1 : 0;
        }
        lines.add(
            String.format(
                Locale.ROOT,
                "warning: \"%s\" is the %s of %,d of %,d interactions; if it stands for none,"
                    + " remove these rows",
                none,
                what,
                count,
                rows.size()));
      }
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
