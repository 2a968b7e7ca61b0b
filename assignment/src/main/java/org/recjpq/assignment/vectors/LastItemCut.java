package org.recjpq.assignment.vectors;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.RandomSubset;
import org.recjpq.assignment.sequences.Sequences;

/**
 * A sign of how good item vectors are, without training: the last item of some sequences is cut
 * off, vectors are learned from the rest, and all items are ranked by the dot product of their
 * vectors with that of the last item that is left.
 *
 * <p>Vectors made of codes and sub-embeddings can be measured in the same way. The item asked from
 * is not ranked; items of equal scores share their ranks, so that vectors of zeros earn nothing for
 * being equal.
 */
public final class LastItemCut {
  private static final int BLOCK_ITEMS = 512;
  private static final int TOP = 10;
  private static final int LONG_TAIL = 5; // interactions that end it

  private final Sequences rest;
  private final int[] lasts;
  private final int[] targets;
  private final boolean[] tail; // whether the target is a long-tail item

  private LastItemCut(Sequences rest, int[] lasts, int[] targets) {
    this.rest = rest;
    this.lasts = lasts;
    this.targets = targets;
    int[] counts = rest.itemCounts();
    tail = new boolean[targets.length];
    for (int i = 0; i < targets.length; i++) {
      tail[i] = counts[targets[i]] < LONG_TAIL;
    }
  }

  /**
   * The mean NDCG@10 of the cut items.
   *
   * @param all of all cases; 0 without any
   * @param head of those whose item has 5 interactions or more in the rest; NaN without any
   * @param tail of the others; NaN without any
   * @param cases number of cases
   */
  public record Score(double all, double head, double tail, int cases) {}

  /**
   * Cuts.
   *
   * @param train training sequences
   * @param most sequences to cut, at most; all of at least two items are equally likely
   * @param seed the only source of randomness
   */
  public static LastItemCut of(Sequences train, int most, long seed) {
    int[] candidates =
        IntStream.range(0, train.count()).filter(s -> train.length(s) >= 2).toArray();
    int[] chosen =
        RandomSubset.of(
            candidates.length, Math.min(most, candidates.length), new SplittableRandom(seed));
    int[] lasts = new int[chosen.length];
    int[] targets = new int[chosen.length];
    boolean[] cut = new boolean[train.count()];
    for (int i = 0; i < chosen.length; i++) {
      int s = candidates[chosen[i]];
      cut[s] = true;
      lasts[i] = train.item(s, train.length(s) - 2);
      targets[i] = train.item(s, train.length(s) - 1);
    }
    return new LastItemCut(shortened(train, cut), lasts, targets);
  }

  private static Sequences shortened(Sequences train, boolean[] cut) {
    int[] starts = new int[train.count()];
    int[] lengths = new int[train.count()];
    int[] items = new int[Math.toIntExact(train.interactions())];
    int end = 0;
    for (int s = 0; s < starts.length; s++) {
      starts[s] = end;
      lengths[s] = train.length(s) - (cut[s] ? 1 : 0);
      train.copy(s, 0, lengths[s], items, end);
      end += lengths[s];
    }
    return new Sequences(Arrays.copyOf(items, end), starts, lengths, train.catalogueSize());
  }

  /** What the vectors are learned from. */
  public Sequences rest() {
    return rest;
  }

  /**
   * Ranks the cut items.
   *
   * @param vectors of the N items
   */
  public Score score(VectorTable vectors) {
    if (vectors.rows() != rest.catalogueSize()) {
      throw new IllegalArgumentException(
          "expected vectors of %d items, found %d".formatted(rest.catalogueSize(), vectors.rows()));
    }
    float[] ofTargets = new float[targets.length];
    for (int i = 0; i < targets.length; i++) {
      ofTargets[i] = product(vectors, lasts[i], targets[i]);
    }
    AtomicLongArray halves = new AtomicLongArray(targets.length); // 2 for a higher item, 1 for tied
    ParallelRanges.forEach(
        vectors.rows(),
        BLOCK_ITEMS,
        (from, to) -> countAbove(vectors, from, to, ofTargets, halves));
    return score(halves);
  }

  private static float product(VectorTable vectors, int one, int other) {
    float sum = 0;
    for (int k = 0; k < vectors.columns(); k++) {
      sum += vectors.get(one, k) * vectors.get(other, k);
    }
    return sum;
  }

  private void countAbove(
      VectorTable vectors, int from, int to, float[] ofTargets, AtomicLongArray halves) {
    int columns = vectors.columns();
    float[][] block = new float[columns][to - from]; // transposed, for speed
    for (int item = from; item < to; item++) {
      for (int k = 0; k < columns; k++) {
        block[k][item - from] = vectors.get(item, k);
      }
    }
    float[] scores = new float[to - from];
    for (int i = 0; i < targets.length; i++) {
      Arrays.fill(scores, 0);
      for (int k = 0; k < columns; k++) {
        addScaled(vectors.get(lasts[i], k), block[k], scores);
      }
      long count = 0;
      for (int j = 0; j < scores.length; j++) {
        int item = from + j;
        if (item != lasts[i] && item != targets[i]) {
          count += scores[j] > ofTargets[i] ? 2 : scores[j] == ofTargets[i] ? 1 : 0;
        }
      }
      halves.addAndGet(i, count);
    }
  }

  private static void addScaled(float factor, float[] values, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += factor * values[j];
    }
  }

  private Score score(AtomicLongArray halves) {
    double head = 0;
    double inTail = 0;
    int tailCases = 0;
    for (int i = 0; i < targets.length; i++) {
      double above = halves.get(i) / 2.0;
      double gain = above < TOP && targets[i] != lasts[i] ? Math.log(2) / Math.log(above + 2) : 0;
      if (tail[i]) {
        inTail += gain;
        tailCases++;
      } else {
        head += gain;
      }
    }
    int cases = targets.length;
    return new Score(
        cases == 0 ? 0 : (head + inTail) / cases,
        head / (cases - tailCases),
        inTail / tailCases,
        cases);
  }
}
