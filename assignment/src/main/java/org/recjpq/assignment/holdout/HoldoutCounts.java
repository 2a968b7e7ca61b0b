package org.recjpq.assignment.holdout;

import java.util.Locale;

/**
 * The effect of a rule on a log. An interaction of the log is trained on, or the target of a case,
 * or unused:
 *
 * <pre>{@code
 * log = train + unused + (validation.cases - validation.outsideLog) + (test.cases - test.outsideLog)
 * }</pre>
 *
 * @param logUsers users of the log
 * @param logInteractions interactions of the log
 * @param trainUsers users with a training sequence
 * @param trainInteractions interactions of these sequences
 * @param validation counts of the targets for validation
 * @param test counts of the targets for the test
 * @param unusedUsers users of the log with neither training sequence nor case
 * @param unusedInteractions interactions that are neither trained on nor the target of a case; they
 *     may be in histories
 * @param coldInHistories interactions left out of histories because their item has no training
 *     interaction
 */
public record HoldoutCounts(
    int logUsers,
    long logInteractions,
    int trainUsers,
    long trainInteractions,
    CaseCounts validation,
    CaseCounts test,
    int unusedUsers,
    long unusedInteractions,
    long coldInHistories) {

  /** All counts in one readable line, without those that are 0. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "training on %,d of %,d interactions and %,d of %,d users; validation: %s; test: %s",
            trainInteractions,
            logInteractions,
            trainUsers,
            logUsers,
            validation,
            test)
        + mention("; unused: %,d users", unusedUsers)
        + mention(
            unusedUsers > 0 ? ", %,d interactions" : "; unused: %,d interactions",
            unusedInteractions)
        + mention("; left out of histories: %,d interactions with cold items", coldInHistories);
  }

  private static String mention(String format, long count) {
    return count == 0 ? "" : String.format(Locale.ROOT, format, count);
  }
}
