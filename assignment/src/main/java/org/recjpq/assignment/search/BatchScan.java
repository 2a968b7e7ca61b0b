package org.recjpq.assignment.search;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.transitions.MemoryParts;

/**
 * Ranks of targets, and best items, for many sequences at once.
 *
 * <p>A rank needs no list: it is one plus the number of items before the target. Sums of small
 * integers ({@link Levels}), four sequences per long ({@link Lanes}), suffice to compare nearly all
 * items with the target; scores are computed only for the few that come close. So the results are
 * those of a full scan, bit for bit. Memory: some kilobytes per thread; the codes are read in
 * place.
 *
 * <p>Sizes: N items, m splits, b sub-ids, B sequences. Not thread-safe.
 */
public final class BatchScan {
  /** This many levels of four sequences take half a megabyte. */
  private static final int MOST_SUB_IDS = (1 << 16) - 1;

  private final SearchedItems items;
  private final ForkJoinPool pool; // its threads end when it is no longer in use

  /**
   * Prepares scans.
   *
   * @param codes of at least N rows; those past the items, such as padding, are not read
   * @param items N, at least 1
   * @param threads number of threads that share the sequences of a batch
   * @throws IllegalArgumentException if there are too few rows, or too many sub-ids ({@link #fits})
   */
  public BatchScan(ItemCodes codes, int items, int threads) {
    CodeShape shape = codes.shape();
    if (!fits(shape)) {
      throw new IllegalArgumentException(
          "expected codes of at most %d sub-ids in total, found %d · %d"
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
   * Ranks targets among all items except those seen. Of equal scores, the lower index comes first;
   * NaN comes before all others, and a target with that score is last.
   *
   * @param subScores [B][m·b], that of sub-id j of split k in cell k·b + j
   * @param targets [B], each in [0, N), or negative if unknown
   * @param seen [B] sets of distinct items; a target among them is still ranked
   * @return [B], 1 for the first; {@link Integer#MAX_VALUE} for an unknown target
   */
  public int[] ranks(float[][] subScores, int[] targets, int[][] seen) {
    return ranks(subScores, none(targets.length), targets, seen);
  }

  private static MemoryParts[] none(int sequences) {
    MemoryParts[] none = new MemoryParts[sequences];
    Arrays.fill(none, MemoryParts.NONE);
    return none;
  }

  /**
   * The same by the sums of the model's scores and the parts of a memory.
   *
   * @param parts [B], for items in [0, N)
   */
  public int[] ranks(float[][] subScores, MemoryParts[] parts, int[] targets, int[][] seen) {
    int[] ranks = new int[targets.length];
    Arrays.fill(ranks, Integer.MAX_VALUE);
    int[] known = IntStream.range(0, targets.length).filter(s -> targets[s] >= 0).toArray();
    inFours(
        known, four -> new RankCounter(items, four, subScores, parts, targets).count(seen, ranks));
    return ranks;
  }

  /**
   * Finds the best items of each sequence except those seen; of equal scores, the lower index comes
   * first, and NaN comes before all others.
   *
   * @param subScores as for {@link #ranks}
   * @param seen [B] sets of items in ascending order
   * @param k items per list, at least 1
   * @return [B] lists, shorter if fewer items are left
   */
  public List<TopItems> topK(float[][] subScores, int[][] seen, int k) {
    return topK(subScores, none(subScores.length), seen, k);
  }

  /**
   * The same by the sums of the model's scores and the parts of a memory; see {@link
   * BlendedSearch}.
   *
   * @param parts [B], for items in [0, N)
   */
  public List<TopItems> topK(float[][] subScores, MemoryParts[] parts, int[][] seen, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, found " + k);
    }
    TopItems[] lists = new TopItems[subScores.length];
    int[] all = IntStream.range(0, subScores.length).toArray();
    inFours(all, four -> new ListBuilder(items, four, subScores, parts, seen, k).find(lists));
    return List.of(lists);
  }

  /** Processes up to four sequences, given by their numbers. */
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
