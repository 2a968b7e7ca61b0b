package org.recjpq.assignment.search;

import java.util.function.IntPredicate;

/** One search on its way: the sub-scores of its vector and the best of the items scored so far. */
final class Candidates {
  /** Items that are scored at once; their scores stay in the first-level cache. */
  private static final int BLOCK = 2048;

  private final float[] subScores; // [m·b]
  private final IntPredicate excluded;
  private final BestSoFar best;
  private final float[] scores;
  private long scored;

  /** Starts the search that {@link ItemSearch#search} describes. */
  Candidates(ItemTable table, float[] vector, int top, IntPredicate excluded) {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
    this.subScores = table.subScores(vector);
    this.excluded = excluded;
    this.best = new BestSoFar(Math.min(top, table.items()));
    this.scores = new float[Math.min(BLOCK, table.items())];
  }

  /** [m·b]; not to be changed. */
  float[] subScores() {
    return subScores;
  }

  /** The score that an item must at least have to be found; -∞ while there is room. */
  float threshold() {
    return best.threshold();
  }

  /** How many scores were added up. */
  long scored() {
    return scored;
  }

  /** The best items. */
  FoundItems found() {
    return best.found(scored);
  }

  /**
   * Scores the items of some positions.
   *
   * @param order whose codes stand at each position
   * @param alreadyScored asked about an item that would be among the best; what was scored before
   *     must not get in twice
   */
  void score(
      CodeColumns codes, int start, int end, CodeColumns.Order order, IntPredicate alreadyScored) {
    for (int from = start; from < end; from += BLOCK) {
      int length = Math.min(BLOCK, end - from);
      codes.score(subScores, from, length, scores);
      offer(from, length, order, alreadyScored);
    }
    scored += end - start;
  }

  private void offer(int from, int length, CodeColumns.Order order, IntPredicate alreadyScored) {
    float threshold = best.threshold();
    for (int i = 0; i < length; i++) {
      if (scores[i] >= threshold) {
        int item = order.item(from + i);
        if (best.accepts(item, scores[i]) && !alreadyScored.test(item) && !excluded.test(item)) {
          best.add(item, scores[i]);
          threshold = best.threshold();
        }
      }
    }
  }
}
