package org.recjpq.assignment.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.recjpq.assignment.transitions.MemoryParts;

/** Builds up to four lists of best items, for one sequence each, during one scan. */
final class ListBuilder {
  private final SearchedItems items;
  private final int[] four; // sequences, in [0, B)
  private final float[][] subScores; // [B]
  private final int[][] seen; // [B]
  private final MemoryParts[] parts; // [B]
  private final int[][] left; // [4]: seen, or with parts
  private final int length;
  private final Levels[] levels; // [4]
  private final TopKHeap[] best; // [4]
  private final long[] scored; // [4]

  ListBuilder(
      SearchedItems items,
      int[] four,
      float[][] subScores,
      MemoryParts[] parts,
      int[][] seen,
      int k) {
    this.items = items;
    this.four = four;
    this.subScores = subScores;
    this.seen = seen;
    this.parts = parts;
    this.length = k;
    this.left = new int[four.length][];
    Arrays.setAll(left, lane -> left(four[lane]));
    this.levels = new Levels[four.length];
    Arrays.setAll(levels, lane -> new Levels(subScores[four[lane]], items.shape()));
    this.best = new TopKHeap[four.length];
    Arrays.setAll(best, lane -> new TopKHeap(Math.min(k, items.count())));
    this.scored = new long[four.length];
  }

  /** The items that the scan leaves out, ascending. */
  private int[] left(int sequence) {
    return parts[sequence].size() == 0
        ? seen[sequence]
        : IntStream.concat(
                Arrays.stream(seen[sequence]), Arrays.stream(parts[sequence].distinctItems()))
            .sorted()
            .toArray();
  }

  /** Stores the lists at the indexes of their sequences; see {@link BatchScan#topK}. */
  void find(TopItems[] lists) {
    Lanes lanes = new Lanes(items);
    for (int lane = 0; lane < four.length; lane++) {
      lanes.setLevels(lane, levels[lane]);
    }
    lanes.scan(() -> raiseBounds(lanes), this::offer);
    for (int lane = 0; lane < four.length; lane++) {
      int sequence = four[lane];
      lists[sequence] =
          BlendedSearch.blended(
              items,
              subScores[sequence],
              parts[sequence],
              length,
              best[lane].found(scored[lane]),
              item -> Arrays.binarySearch(seen[sequence], item) >= 0);
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
    if (best[lane].accepts(item, score) && Arrays.binarySearch(left[lane], item) < 0) {
      best[lane].add(item, score);
    }
  }
}
