package org.recjpq.assignment.quality;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.RandomSubset;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/** The items nearest to some others, by the cosine of their vectors. */
final class Neighbours {
  private final int count;
  private final int[] asked;
  private final int[][] nearest; // [asked][count]

  /**
   * Finds neighbours.
   *
   * @param vectors of the N items
   * @param most items to ask from, at most; all whose vector is not zeros are equally likely
   * @param count neighbours of each; all other items if there are fewer
   * @param seed the only source of randomness
   */
  Neighbours(VectorTable vectors, int most, int count, long seed) {
    Cosines cosines = new Cosines(vectors);
    int[] known = cosines.known();
    int size = Math.min(most, known.length);
    this.count = Math.min(count, vectors.rows() - 1);
    this.asked =
        Arrays.stream(RandomSubset.of(known.length, size, new SplittableRandom(seed)))
            .map(place -> known[place])
            .toArray();
    this.nearest = new int[size][];
    ParallelRanges.forEach(
        size, 1, (from, to) -> nearest[from] = nearest(cosines.with(asked[from]), asked[from]));
  }

  /** The items of the largest cosines, the first of equal ones. */
  private int[] nearest(float[] cosines, int item) {
    int[] best = new int[count];
    int found = 0;
    for (int other = 0; other < cosines.length; other++) {
      if (other == item || (found == count && cosines[other] <= cosines[best[count - 1]])) {
        continue;
      }
      int place = found < count ? found++ : count - 1;
      for (; place > 0 && cosines[best[place - 1]] < cosines[other]; place--) {
        best[place] = best[place - 1];
      }
      best[place] = other;
    }
    return best;
  }

  /**
   * The share of the neighbours that are also neighbours by other vectors. Equally near items take
   * the middle of their places, as one code of many items says little.
   *
   * @param vectors of the same items
   * @return in [0, 1]; NaN if no item has a neighbour
   */
  double kept(VectorTable vectors) {
    Cosines cosines = new Cosines(vectors);
    int[] kept = new int[asked.length];
    ParallelRanges.forEach(
        asked.length,
        1,
        (from, to) -> kept[from] = kept(cosines.with(asked[from]), asked[from], nearest[from]));
    return (double) IntStream.of(kept).sum() / ((long) count * asked.length);
  }

  private int kept(float[] cosines, int item, int[] neighbours) {
    int kept = 0;
    for (int neighbour : neighbours) {
      int halves = 0; // of places before: 2 for a nearer item, 1 for one equally near
      for (int other = 0; other < cosines.length; other++) {
        if (other != item && other != neighbour) {
          float difference = cosines[other] - cosines[neighbour];
          halves += difference > 0 ? 2 : difference == 0 ? 1 : 0;
        }
      }
      kept += halves < 2 * count ? 1 : 0;
    }
    return kept;
  }
}
