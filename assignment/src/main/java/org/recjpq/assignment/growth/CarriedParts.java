package org.recjpq.assignment.growth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.sequences.Catalogue;

/**
 * Codes that were assigned anew to a grown catalogue, with sub-embeddings that carry over what the
 * model had learned by the old ones.
 *
 * <p>Cells are matched first: in each split, the new cell and the old one that share most of the
 * known items get the same sub-id, then the next such pair, and so on; so whatever else belongs to
 * a sub-id, such as the state of an optimizer, still does where cells match. A new sub-embedding is
 * then the mean of the trained vectors of its known items (for sums, of what the other splits leave
 * of them), each weighed by its interactions: if a cell has kept its items, exactly the old one.
 *
 * @param codes of N + 2 rows, of the splits of {@code parts} and perhaps buckets of popularity
 * @param parts the sub-embeddings for them
 * @param kept share of the sub-ids of known items that are as before
 */
public record CarriedParts(ItemCodes codes, SubEmbeddings parts, double kept) {
  private static final int SWEEPS = 10; // over the splits, for sums

  /**
   * Carries sub-embeddings over.
   *
   * @param known what the model has
   * @param fresh codes of N + 2 rows, of the same shape, whose first items are the known ones
   * @param first sub-embeddings of the new codes, for cells without a known item; null for those
   *     that their sub-ids had before
   * @param counts interactions of the items, [at least K]
   */
  public static CarriedParts of(
      GrownCodes.Known known, ItemCodes fresh, @Nullable SubEmbeddings first, int[] counts) {
    if (!fresh.shape().equals(known.codes().shape())) {
      throw new IllegalArgumentException(
          "expected new codes with the splits and sub-ids of the old ones, %s, found %s"
              .formatted(known.codes().shape(), fresh.shape()));
    }
    int splits = known.parts().shape().splits();
    int[][] names = new int[splits][];
    for (int split = 0; split < splits; split++) {
      names[split] = matched(known, fresh, split);
    }
    ItemCodes codes =
        ItemCodes.generate(
            fresh.shape(),
            fresh.rows(),
            (row, split) ->
                split < splits ? names[split][fresh.subId(row, split)] : fresh.subId(row, split));
    long kept = 0;
    for (int item = 0; item < known.items(); item++) {
      for (int split = 0; split < splits; split++) {
        kept += codes.subId(item, split) == known.codes().subId(item, split) ? 1 : 0;
      }
    }
    return new CarriedParts(
        codes,
        new Carrying(known, codes, counts, started(known, first, names)).parts(),
        (double) kept / Math.max(1, (long) known.items() * splits));
  }

  /** The name of each new sub-id: the old one that it matches, [b]. */
  private static int[] matched(GrownCodes.Known known, ItemCodes fresh, int split) {
    int subIds = fresh.shape().subIds();
    int[][] shared = new int[subIds][subIds];
    for (int item = 0; item < known.items(); item++) {
      shared[fresh.subId(item, split)][known.codes().subId(item, split)]++;
    }
    List<int[]> pairs = new ArrayList<>();
    for (int now = 0; now < subIds; now++) {
      for (int before = 0; before < subIds; before++) {
        if (shared[now][before] > 0) {
          pairs.add(new int[] {now, before});
        }
      }
    }
    pairs.sort(Comparator.comparingInt(pair -> -shared[pair[0]][pair[1]])); // stable
    for (int subId = 0; subId < subIds; subId++) {
      pairs.add(new int[] {subId, subId}); // cells of new items alone keep their sub-id if they can
    }
    int[] names = new int[subIds];
    boolean[] named = new boolean[subIds];
    boolean[] taken = new boolean[subIds];
    for (int[] pair : pairs) {
      if (!named[pair[0]] && !taken[pair[1]]) {
        names[pair[0]] = pair[1];
        named[pair[0]] = true;
        taken[pair[1]] = true;
      }
    }
    int free = 0;
    for (int subId = 0; subId < subIds; subId++) {
      if (!named[subId]) {
        while (taken[free]) {
          free++;
        }
        names[subId] = free;
        taken[free] = true;
      }
    }
    return names;
  }

  /** What cells without known items have: their first values under their new names. */
  private static float[] started(
      GrownCodes.Known known, @Nullable SubEmbeddings first, int[][] names) {
    float[] values = known.parts().values().clone();
    int width = known.parts().width();
    int subIds = known.parts().shape().subIds();
    if (first != null && first.values().length == values.length) {
      for (int split = 0; split < names.length; split++) {
        for (int subId = 0; subId < subIds; subId++) {
          System.arraycopy(
              first.values(),
              (split * subIds + subId) * width,
              values,
              (split * subIds + names[split][subId]) * width,
              width);
        }
      }
    }
    return values;
  }

  /** Fits sub-embeddings to the trained vectors. */
  private static final class Carrying {
    private final GrownCodes.Known known;
    private final ItemCodes codes;
    private final int[] counts;
    private final float[] values;
    private final int width;
    private final int subIds;
    private final int splits;

    Carrying(GrownCodes.Known known, ItemCodes codes, int[] counts, float[] values) {
      this.known = known;
      this.codes = codes;
      this.counts = counts;
      this.values = values;
      this.width = known.parts().width();
      this.subIds = known.parts().shape().subIds();
      this.splits = known.parts().shape().splits();
    }

    SubEmbeddings parts() {
      for (int sweep = 0; sweep < (known.summed() ? SWEEPS : 1); sweep++) {
        for (int split = 0; split < splits; split++) {
          fit(split);
        }
      }
      return new SubEmbeddings(known.parts().shape(), width, values);
    }

    private void fit(int split) {
      double[] sums = new double[subIds * width];
      double[] weights = new double[subIds];
      for (int item = 0; item < known.items(); item++) {
        int subId = codes.subId(item, split);
        double weight = 1.0 + counts[item];
        weights[subId] += weight;
        for (int k = 0; k < width; k++) {
          sums[subId * width + k] += weight * left(item, split, k);
        }
      }
      for (int subId = 0; subId < subIds; subId++) {
        for (int k = 0; k < width && weights[subId] > 0; k++) {
          values[(split * subIds + subId) * width + k] =
              (float) (sums[subId * width + k] / weights[subId]);
        }
      }
    }

    /** What a split is to say of an item: its own part, or what the others leave of the sum. */
    private double left(int item, int split, int k) {
      if (!known.summed()) {
        return old(item, split, k);
      }
      double left = 0;
      for (int s = 0; s < splits; s++) {
        left += old(item, s, k);
        left -= s == split ? 0 : values[(s * subIds + codes.subId(item, s)) * width + k];
      }
      return left;
    }

    private double old(int item, int split, int k) {
      int place = (split * subIds + known.codes().subId(item, split)) * width;
      return known.parts().values()[place + k];
    }
  }

  /** Checks the rows. */
  public CarriedParts {
    if (codes.rows() < Catalogue.SPECIAL_ROWS) {
      throw new IllegalArgumentException(
          "expected codes of padding and mask, found %d rows".formatted(codes.rows()));
    }
  }
}
