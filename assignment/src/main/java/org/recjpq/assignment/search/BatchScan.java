package org.recjpq.assignment.search;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Ranks of targets, and best items, for many sequences at once.
 *
 * <p>A rank needs no list: it is one more than the number of items before the target. Nearly all
 * items are told apart from the target by sums of small whole numbers ({@link Levels}), four
 * sequences to a long ({@link Lanes}); only the few that come close have their scores added up. So
 * the answers are those of a full scan, bit for bit. Memory: some kilobytes per thread; the codes
 * are read where they are.
 *
 * <p>Sizes: N items, m splits, b sub-ids, B sequences. For one thread at a time.
 */
public final class BatchScan {
  /** So many levels of four sequences take half a megabyte. */
  private static final int MOST_SUB_IDS = (1 << 16) - 1;

  private final SearchedItems items;
  private final ForkJoinPool pool; // its threads end when it is no longer in use

  /**
   * Scans nothing yet.
   *
   * @param codes of at least N rows; those past the items, such as padding, are not read
   * @param items N, at least 1
   * @param threads how many share the sequences of a batch
   * @throws IllegalArgumentException if there are too few rows, or too many sub-ids ({@link #fits})
   */
  public BatchScan(ItemCodes codes, int items, int threads) {
    CodeShape shape = codes.shape();
    if (!fits(shape)) {
      throw new IllegalArgumentException(
          "expected codes of at most %d sub-ids in all, found %d · %d"
              .formatted(MOST_SUB_IDS, shape.splits(), shape.subIds()));
    }
    this.items = new SearchedItems(codes, items);
    this.pool = new ForkJoinPool(threads);
  }

  /** Whether codes can be scanned: m·b must be below 65,536. */
  public static boolean fits(CodeShape shape) {
    return (long) shape.splits() * shape.subIds() <= MOST_SUB_IDS;
  }

  /**
   * Ranks targets among all items but those seen. Of equal scores the lower index comes first; a
   * score that is not a number comes before all others, and a target with such a score is last.
   *
   * @param subScores [B][m·b], that of sub-id j of split k in cell k·b + j
   * @param targets [B], each in [0, N), or negative if unknown
   * @param seen [B] sets of different items; a target among them still takes part
   * @return [B], 1 for the first; {@link Integer#MAX_VALUE} for an unknown target
   */
  public int[] ranks(float[][] subScores, int[] targets, int[][] seen) {
    int[] ranks = new int[targets.length];
    Arrays.fill(ranks, Integer.MAX_VALUE);
    int[] known = IntStream.range(0, targets.length).filter(s -> targets[s] >= 0).toArray();
    inFours(known, four -> new RankCounter(items, four, subScores, targets).count(seen, ranks));
    return ranks;
  }

  /**
   * Finds the best items of each sequence but those seen; of equal scores the lower index comes
   * first, and a score that is not a number before all others.
   *
   * @param subScores as for {@link #ranks}
   * @param seen [B] sets of items in ascending order
   * @param k items per list, at least 1
   * @return [B] lists, shorter if fewer items are left
   */
  public List<TopItems> topK(float[][] subScores, int[][] seen, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, found " + k);
    }
    TopItems[] lists = new TopItems[subScores.length];
    int[] all = IntStream.range(0, subScores.length).toArray();
    inFours(all, four -> new ListBuilder(items, four, subScores, seen, k).find(lists));
    return List.of(lists);
  }

  /** Takes the numbers of up to four sequences. */
  private interface Work {
    void on(int[] four);
  }

  private void inFours(int[] sequences, Work work) {
    int fours = (sequences.length + Lanes.COUNT - 1) / Lanes.COUNT;
    IntConsumer part =
        four -> {
          int from = four * Lanes.COUNT;
          int to = Math.min(from + Lanes.COUNT, sequences.length);
          work.on(Arrays.copyOfRange(sequences, from, to));
        };
    pool.submit(() -> IntStream.range(0, fours).parallel().forEach(part)).join();
  }
}
