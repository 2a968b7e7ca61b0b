package org.recjpq.assignment.holdout;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * Counts of the targets that a rule chose for validation or for the test.
 *
 * @param cases targets that became a case
 * @param coldItems cases whose target has no training interaction: misses
 * @param coldUsers cases of users without a training sequence
 * @param outsideLog cases whose target is not an interaction of the log, which is possible for
 *     those of a file
 * @param withoutHistory targets without a case, because no item of the catalogue precedes them
 * @param unknownUsers targets without a case, because the log does not contain their user
 */
public record CaseCounts(
    int cases, int coldItems, int coldUsers, int outsideLog, int withoutHistory, int unknownUsers) {

  /** Readable text: the number of cases, and the other counts in brackets unless they are 0. */
  @Override
  public String toString() {
    StringJoiner details = new StringJoiner(", ", " (", ")").setEmptyValue("");
    add(details, "with a cold item", coldItems);
    add(details, "of a cold user", coldUsers);
    add(details, "outside the log", outsideLog);
    add(details, "more left out without a history", withoutHistory);
    add(details, "more left out of users that the log does not have", unknownUsers);
    return String.format(Locale.ROOT, "%,d cases", cases) + details;
  }

  private static void add(StringJoiner details, String what, int count) {
    if (count > 0) {
      details.add(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }
}
