package org.recjpq.cluster.preparation;

import java.util.List;
import org.recjpq.assignment.holdout.CaseCounts;
import org.recjpq.assignment.holdout.HoldoutCounts;

/** Counts of parts of a log as numbers that can be added. */
final class CountSums {
  /** How many numbers there are. */
  static final int SIZE = 19;

  private CountSums() {}

  static Long[] of(HoldoutCounts counts) {
    CaseCounts v = counts.validation();
    CaseCounts t = counts.test();
    return new Long[] {
      (long) counts.logUsers(),
      counts.logInteractions(),
      (long) counts.trainUsers(),
      counts.trainInteractions(),
      (long) v.cases(),
      (long) v.coldItems(),
      (long) v.coldUsers(),
      (long) v.outsideLog(),
      (long) v.withoutHistory(),
      (long) v.unknownUsers(),
      (long) t.cases(),
      (long) t.coldItems(),
      (long) t.coldUsers(),
      (long) t.outsideLog(),
      (long) t.withoutHistory(),
      (long) t.unknownUsers(),
      (long) counts.unusedUsers(),
      counts.unusedInteractions(),
      counts.coldInHistories()
    };
  }

  /**
   * The counts of the whole log.
   *
   * @param sums as {@link #of} orders them
   */
  static HoldoutCounts counts(List<Long> sums) {
    return new HoldoutCounts(
        Math.toIntExact(sums.get(0)),
        sums.get(1),
        Math.toIntExact(sums.get(2)),
        sums.get(3),
        cases(sums.subList(4, 10)),
        cases(sums.subList(10, 16)),
        Math.toIntExact(sums.get(16)),
        sums.get(17),
        sums.get(18));
  }

  private static CaseCounts cases(List<Long> sums) {
    int[] numbers = sums.stream().mapToInt(Math::toIntExact).toArray();
    return new CaseCounts(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  }
}
