package org.recjpq.cluster.codes;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.Row;

/**
 * How often a user interacted with each item.
 *
 * @param items distinct, ascending
 * @param counts for each of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UserCounts(int[] items, int[] counts) implements Serializable {
  /** Counts the training sequence of a row with items, train_start and train_length. */
  static UserCounts of(Row row) {
    int start = row.getInt(1);
    int[] train =
        row.<Integer>getList(0).subList(start, start + row.getInt(2)).stream()
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    int[] items = new int[train.length];
    int[] counts = new int[train.length];
    int size = 0;
    for (int item : train) {
      if (size == 0 || items[size - 1] != item) {
        items[size++] = item;
      }
      counts[size - 1]++;
    }
    return new UserCounts(Arrays.copyOf(items, size), Arrays.copyOf(counts, size));
  }

  /** The user's row of the matrix times {@code right}, [items, width], is added to nothing. */
  double[] times(double[] right, int width) {
    double[] product = new double[width];
    for (int i = 0; i < items.length; i++) {
      int from = Math.multiplyExact(items[i], width);
      for (int k = 0; k < width; k++) {
        product[k] += counts[i] * right[from + k];
      }
    }
    return product;
  }
}
