package org.recjpq.assignment.search;

import java.util.Arrays;

/** Builds up to four lists of best items, for one sequence each, during one scan. */
final class ListBuilder {
  private final SearchedItems items;
  private final int[] four; // sequences, in [0, B)
  private final float[][] subScores; // [B]
  private final int[][] seen; // [B]
  private final Levels[] levels; // [4]
  private final TopKHeap[] best; // [4]
  private final long[] scored; // [4]

  ListBuilder(SearchedItems items, int[] four, float[][] subScores, int[][] seen, int k) {
    this.items = items;
    this.four = four;
    this.subScores = subScores;
    this.seen = seen;
    this.levels = new Levels[four.length];
    Arrays.setAll(levels, lane -> new Levels(subScores[four[lane]], items.shape()));
    this.best = new TopKHeap[four.length];
    Arrays.setAll(best, lane -> new TopKHeap(Math.min(k, items.count())));
    this.scored = new long[four.length];
  }

  /** Stores the lists at the indexes of their sequences; see {@link BatchScan#topK}. */
  void find(TopItems[] lists) {
    Lanes lanes = new Lanes(items);
    for (int lane = 0; lane < four.length; lane++) {
      lanes.setLevels(lane, levels[lane]);
    }
    lanes.scan(() -> raiseBounds(lanes), this::offer);
    for (int lane = 0; lane < four.length; lane++) {
      lists[four[lane]] = best[lane].found(scored[lane]);
    }
  }

  /** Raises the bounds, because items below the worst of a full list can be ignored. */
  private void raiseBounds(Lanes lanes) {
    for (int lane = 0; lane < four.length; lane++) {
      int least = levels[lane].possiblyFrom(best[lane].threshold());
      lanes.setBounds(lane, least, Levels.NEVER);
    }
  }

  private void offer(int lane, int item) {
    float score = items.score(subScores[four[lane]], item);
    scored[lane]++;
    if (best[lane].accepts(item, score) && Arrays.binarySearch(seen[four[lane]], item) < 0) {
      best[lane].add(item, score);
    }
  }
}
