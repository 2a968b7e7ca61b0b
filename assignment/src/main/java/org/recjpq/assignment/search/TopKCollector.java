package org.recjpq.assignment.search;

import java.util.function.IntPredicate;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/** The state of one {@link TopKSearch#topK}: scores runs of codes and keeps the best items. */
final class TopKCollector {
  /** Number of rows that are scored at once, whose data fits into the first-level cache. */
  private static final int BLOCK = 4096;

  /** Maps the row of a code to its item. */
  @FunctionalInterface
  interface Order {
    int item(int row);
  }

  private final IntPredicate excluded;
  private final TopKHeap best;
  private final CodeBlock block;
  private final float[] table; // sub-scores, in the layout of the block
  private final float[] scores; // [block]
  private long scored;

  /** Starts the search that {@link TopKSearch#topK} describes. */
  TopKCollector(SearchedItems items, float[] subScores, int k, IntPredicate excluded) {
    check(items.shape(), subScores, k);
    int most = Math.min(BLOCK, items.count());
    this.excluded = excluded;
    this.best = new TopKHeap(Math.min(k, items.count()));
    this.block = CodeBlock.of(items.shape(), most);
    this.table = block.table(subScores);
    this.scores = new float[most];
  }

  private static void check(CodeShape shape, float[] subScores, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, found " + k);
    }
    if (subScores.length != shape.splits() * shape.subIds()) {
      throw new IllegalArgumentException(
          "expected %d · %d sub-scores, found %d"
              .formatted(shape.splits(), shape.subIds(), subScores.length));
    }
    for (float subScore : subScores) {
      if (!Float.isFinite(subScore)) {
        throw new IllegalArgumentException("expected finite sub-scores, found " + subScore);
      }
    }
  }

  /** The minimum score of an item to be found; -∞ while there is room. */
  float threshold() {
    return best.threshold();
  }

  /** Number of scores computed. */
  long scored() {
    return scored;
  }

  /** The best items. */
  TopItems found() {
    return best.found(scored);
  }

  /**
   * Scores the rows from {@code start} up to {@code end}.
   *
   * @param order maps rows to items
   * @param alreadyScored called for items that would be kept, because none may be kept twice
   */
  void score(ItemCodes codes, int start, int end, Order order, IntPredicate alreadyScored) {
    for (int first = start; first < end; first += BLOCK) {
      int count = Math.min(BLOCK, end - first);
      block.score(codes, first, count, table, scores);
      keepBest(first, count, order, alreadyScored);
    }
    scored += end - start;
  }

  private void keepBest(int first, int count, Order order, IntPredicate alreadyScored) {
    float threshold = best.threshold();
    for (int i = 0; i < count; i++) {
      if (scores[i] >= threshold) {
        int item = order.item(first + i);
        if (best.accepts(item, scores[i]) && !alreadyScored.test(item) && !excluded.test(item)) {
          best.add(item, scores[i]);
          threshold = best.threshold();
        }
      }
    }
  }
}
