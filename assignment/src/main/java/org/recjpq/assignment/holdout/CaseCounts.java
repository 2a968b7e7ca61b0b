package org.recjpq.assignment.holdout;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * What became of the targets that a rule chose for validation, or for the test.
 *
 * @param cases targets that became a case
 * @param coldItems cases whose target has no training interaction: misses
 * @param coldUsers cases of users without a training sequence
 * @param outsideLog cases whose target is not an interaction of the log, as those of a file may be
 * @param withoutHistory targets that became no case, for nothing that the catalogue has comes
 *     before them
 * @param unknownUsers targets that became no case, for the log does not have their user
 */
public record CaseCounts(
    int cases, int coldItems, int coldUsers, int outsideLog, int withoutHistory, int unknownUsers) {

  /** Cases, and in brackets what is not 0, for people. */
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
