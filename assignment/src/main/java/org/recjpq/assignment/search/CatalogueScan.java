package org.recjpq.assignment.search;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Ranks of targets, and best items, from the sub-scores of histories and the codes of all items.
 *
 * <p>A rank needs no list: it is one more than the number of items that stand before the target.
 * Nearly all are told apart from the target by sums of small whole numbers ({@link Levels}), four
 * histories to a long ({@link Lanes}); only the few that come close have their scores added up, in
 * float32 and in the graph's order. So the answers are those of the graph, bit for bit. Memory:
 * some kilobytes a thread; the codes are read where they are.
 *
 * <p>Sizes: N items, m splits, b sub-ids, B histories. May be used from one thread at a time.
 */
public final class CatalogueScan {
  /** So many levels of four histories take half a megabyte. */
  private static final int MOST_SUB_IDS = (1 << 16) - 1;

  private static final int FIRST_BLOCK = 1 << 9;

  private final ItemCodes codes;
  private final int items;
  private final ForkJoinPool pool; // its threads end when it is no longer in use

  /**
   * Scans nothing yet.
   *
   * @param codes of at least N rows; those past the items are not read
   * @param items N, at least 1
   * @param threads how many share the histories of a batch
   * @throws IllegalArgumentException if there are too few rows or {@link #fits} says no
   */
  public CatalogueScan(ItemCodes codes, int items, int threads) {
    CodeShape shape = codes.shape();
    if (items < 1 || items > codes.rows() || !fits(shape)) {
      throw new IllegalArgumentException(
          "expected codes of at least %d items and at most %d sub-ids in all, found %d rows and %d · %d sub-ids"
              .formatted(
                  Math.max(1, items), MOST_SUB_IDS, codes.rows(), shape.splits(), shape.subIds()));
    }
    this.codes = codes;
    this.items = items;
    this.pool = new ForkJoinPool(threads);
  }

  /** Whether codes can be scanned: m·b must be below 65,536. */
  public static boolean fits(CodeShape shape) {
    return (long) shape.splits() * shape.subIds() <= MOST_SUB_IDS;
  }

  /**
   * Ranks targets among all items but those seen. Of equal scores the lower index stands first; a
   * score that is no number stands before everything, and a target with such a score last.
   *
   * @param subScores [B][m·b], that of sub-id j of split k in cell k·b + j
   * @param targets [B], each in [0, N), or negative if unknown
   * @param seen [B] sets of different items; a target among them still takes part
   * @return [B], 1 for the first; {@link Integer#MAX_VALUE} for an unknown target
   */
  public int[] ranks(float[][] subScores, int[] targets, int[][] seen) {
    int[] ranks = new int[targets.length];
    Arrays.fill(ranks, Integer.MAX_VALUE);
    int[] known = IntStream.range(0, targets.length).filter(q -> targets[q] >= 0).toArray();
    inFours(known, four -> new Ranks(four, subScores, targets).count(seen, ranks));
    return ranks;
  }

  /**
   * Finds the best items of each history but those seen; of equal scores the lower index stands
   * first.
   *
   * @param subScores as for {@link #ranks}
   * @param seen [B] sets of items in ascending order
   * @param length items a list, at least 1
   * @return [B] lists, shorter if fewer items are left
   */
  public int[][] best(float[][] subScores, int[][] seen, int length) {
    int[][] lists = new int[subScores.length][];
    int[] all = IntStream.range(0, subScores.length).toArray();
    inFours(all, four -> new Lists(four, subScores, seen, length).find(lists));
    return lists;
  }

  /** Takes the numbers of up to four histories. */
  private interface Work {
    void on(int[] four);
  }

  private void inFours(int[] histories, Work work) {
    int fours = (histories.length + Lanes.COUNT - 1) / Lanes.COUNT;
    IntConsumer part =
        four -> {
          int from = four * Lanes.COUNT;
          int to = Math.min(from + Lanes.COUNT, histories.length);
          work.on(Arrays.copyOfRange(histories, from, to));
        };
    pool.submit(() -> IntStream.range(0, fours).parallel().forEach(part)).join();
  }

  /** Told before each block, so that bounds can be moved: at first often, when they rise fast. */
  private void scan(Lanes lanes, Runnable beforeBlock, Lanes.Between between) {
    int length;
    for (int first = 0; first < items; first += length) {
      int most = Math.min(Lanes.BLOCK, Math.max(FIRST_BLOCK, first));
      length = Math.min(most, items - first);
      beforeBlock.run();
      lanes.scan(first, length, between);
    }
  }

  /** The score of an item: its sub-scores, [m·b], added up from split 0 on as the graph does. */
  private float score(float[] subScores, int item) {
    float score = subScores[codes.subId(item, 0)];
    for (int split = 1; split < codes.shape().splits(); split++) {
      score += subScores[split * codes.shape().subIds() + codes.subId(item, split)];
    }
    return score;
  }

  /** Up to four targets and the items before them. */
  private final class Ranks {
    private final int[] four;
    private final float[][] subScores; // [B]
    private final int[] targets; // [B]
    private final float[] targetScores; // [4]

    Ranks(int[] four, float[][] subScores, int[] targets) {
      this.four = four;
      this.subScores = subScores;
      this.targets = targets;
      this.targetScores = new float[four.length];
    }

    void count(int[][] seen, int[] ranks) {
      Lanes lanes = new Lanes(codes, items);
      int[] closeBefore = new int[four.length];
      for (int lane = 0; lane < four.length; lane++) {
        int history = four[lane];
        targetScores[lane] = score(subScores[history], targets[history]);
        Levels levels = new Levels(subScores[history], codes.shape());
        lanes.fill(lane, levels);
        lanes.bound(
            lane, levels.possiblyFrom(targetScores[lane]), levels.surelyAbove(targetScores[lane]));
      }
      scan(lanes, () -> {}, (lane, item) -> closeBefore[lane] += isBefore(lane, item) ? 1 : 0);
      for (int lane = 0; lane < four.length; lane++) {
        int before = lanes.count(lane) + closeBefore[lane];
        ranks[four[lane]] = 1 + before - seenBefore(lane, seen[four[lane]]);
      }
    }

    private int seenBefore(int lane, int[] seen) {
      int target = targets[four[lane]];
      return (int)
          Arrays.stream(seen).filter(item -> item != target && isBefore(lane, item)).count();
    }

    private boolean isBefore(int lane, int item) {
      float score = score(subScores[four[lane]], item);
      float targetScore = targetScores[lane];
      boolean isBetter = !(score <= targetScore); // or one of them is no number
      return isBetter || (score == targetScore && item < targets[four[lane]]);
    }
  }

  /** Up to four lists that grow while the catalogue is scanned. */
  private final class Lists {
    private final int[] four;
    private final float[][] subScores; // [B]
    private final int[][] seen; // [B]
    private final Levels[] levels; // [4]
    private final BestSoFar[] best; // [4]

    Lists(int[] four, float[][] subScores, int[][] seen, int length) {
      this.four = four;
      this.subScores = subScores;
      this.seen = seen;
      this.levels = new Levels[four.length];
      Arrays.setAll(levels, lane -> new Levels(subScores[four[lane]], codes.shape()));
      this.best = new BestSoFar[four.length];
      Arrays.setAll(best, lane -> new BestSoFar(Math.min(length, items)));
    }

    void find(int[][] lists) {
      Lanes lanes = new Lanes(codes, items);
      for (int lane = 0; lane < four.length; lane++) {
        lanes.fill(lane, levels[lane]);
      }
      scan(lanes, () -> raiseBounds(lanes), this::offer);
      for (int lane = 0; lane < four.length; lane++) {
        lists[four[lane]] = best[lane].found(items).items();
      }
    }

    /** Items below the worst of a full list need not be looked at. */
    private void raiseBounds(Lanes lanes) {
      for (int lane = 0; lane < four.length; lane++) {
        int least = levels[lane].possiblyFrom(best[lane].threshold());
        lanes.bound(lane, least, Levels.NEVER);
      }
    }

    private void offer(int lane, int item) {
      float score = score(subScores[four[lane]], item);
      if (best[lane].accepts(item, score) && Arrays.binarySearch(seen[four[lane]], item) < 0) {
        best[lane].add(item, score);
      }
    }
  }
}
