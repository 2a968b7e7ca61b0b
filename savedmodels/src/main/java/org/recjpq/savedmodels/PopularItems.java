package org.recjpq.savedmodels;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The items that a history without any known item gets: the most popular ones of the training. */
final class PopularItems {
  private final int[] items; // most popular first, ties by index
  private final float[] shares; // of all training interactions, [0, 1], not ascending

  private PopularItems(int[] items, float[] shares) {
    this.items = items;
    this.shares = shares;
  }

  /**
   * Chooses the {@code count} most popular items; of equally popular ones the lower index first.
   *
   * @param interactions how often each item occurs in the training sequences, [N]
   */
  static PopularItems of(int[] interactions, int count) {
    long[] keys = new long[interactions.length]; // order by count, then by falling index
    long total = 0;
    for (int item = 0; item < interactions.length; item++) {
      keys[item] = ((long) interactions[item] << Integer.SIZE) | (Integer.MAX_VALUE - item);
      total += interactions[item];
    }
    Arrays.sort(keys);
    int[] items = new int[count];
    float[] shares = new float[count];
    for (int rank = 0; rank < count; rank++) {
      long key = keys[keys.length - 1 - rank];
      items[rank] = Integer.MAX_VALUE - (int) key;
      shares[rank] = (float) ((double) (key >>> Integer.SIZE) / Math.max(1, total));
    }
    return new PopularItems(items, shares);
  }

  /** Item indexes, [1, count] int32. */
  Operand<TInt32> indexes(Ops tf) {
    return tf.constant(new int[][] {items});
  }

  /** Share of all training interactions that each item has, [1, count] float32. */
  Operand<TFloat32> scores(Ops tf) {
    return tf.constant(new float[][] {shares});
  }
}
