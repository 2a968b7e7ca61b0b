package org.recjpq.cluster.transitions;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.recjpq.cluster.executors.QueuedRows;

/**
 * Counts the transitions of sequences, some at a time: rows of items, train_start and train_length
 * come in, {@link #PAIRS} go out, equal ones of different sequences more than once.
 */
final class PairWork implements MapPartitionsFunction<Row, Row> {
  /** Below the item: 24 bits for the successor, 7 for the distance. */
  static final int ITEM_SHIFT = 31;

  static final int DISTANCE_BITS = 7;

  /** An item, its successor and their distance in one number, and how often they came. */
  static final StructType PAIRS =
      new StructType().add("pair", "bigint", false).add("n", "int", false);

  private static final long serialVersionUID = 1L;
  private static final int PAIRS_AT_ONCE = 1 << 20;

  private final int window;

  PairWork(int window) {
    this.window = window;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> sequences) {
    return new QueuedRows(sequences, ready -> count(sequences, ready));
  }

  private void count(Iterator<Row> sequences, Queue<Row> ready) {
    long[] pairs = new long[PAIRS_AT_ONCE];
    int size = 0;
    while (sequences.hasNext() && size < PAIRS_AT_ONCE) {
      Row row = sequences.next();
      List<Integer> all = row.getList(0);
      int[] items =
          all.subList(row.getInt(1), row.getInt(1) + row.getInt(2)).stream()
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i = 0; i < items.length; i++) {
        for (int j = i + 1; j < items.length && j - i <= window; j++) {
          if (items[j] != items[i]) {
            if (size == pairs.length) {
              pairs = Arrays.copyOf(pairs, size * 2);
            }
            pairs[size++] =
                (long) items[i] << ITEM_SHIFT | (long) items[j] << DISTANCE_BITS | j - i;
          }
        }
      }
    }
    Arrays.sort(pairs, 0, size);
    for (int i = 0; i < size; ) {
      int first = i;
      while (i < size && pairs[i] == pairs[first]) {
        i++;
      }
      ready.add(RowFactory.create(pairs[first], i - first));
    }
  }
}
