package org.recjpq.training.evaluation;

import java.util.Arrays;

/**
 * The same order for everybody: most training interactions first, ties to the lower item index.
 *
 * <p>Exact with seen items left out, in O(items seen) a user: a target moves up by the seen items
 * before it.
 */
public final class PopularityRanker implements Ranker {
  private final int[] ranks; // [N], 1 for the most popular item

  /** Orders the items once by {@code counts}, the training interactions of each item, [N]. */
  public PopularityRanker(int[] counts) {
    ranks = new int[counts.length];
    long[] keys = new long[counts.length];
    for (int item = 0; item < counts.length; item++) {
      keys[item] = ((long) -counts[item] << Integer.SIZE) | item;
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      ranks[(int) keys[i]] = i + 1;
    }
  }

  @Override
  public int[] ranks(CaseBatch batch) {
    int[] result = new int[batch.size()];
    for (int c = 0; c < result.length; c++) {
      int rank = ranks[batch.target(c)];
      int seenBefore = 0;
      for (int item : batch.seen(c)) {
        seenBefore += ranks[item] < rank ? 1 : 0;
      }
      result[c] = rank - seenBefore;
    }
    return result;
  }
}
