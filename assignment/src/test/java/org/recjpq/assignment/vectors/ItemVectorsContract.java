package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.ClusterLog;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;

/** The contract of all item vectors that are learned from sequences. */
abstract class ItemVectorsContract {
  /** Vectors that work for {@link ClusterLog}. */
  abstract ItemVectors vectors();

  @Test
  void isFoundByItsName() {
    assertEquals(
        vectors().getClass(),
        Parts.find(ItemVectors.class, vectors().name()).orElseThrow().getClass());
  }

  @Test
  void itemsOfOneClusterHaveLargerProducts() {
    VectorTable found = learn(ClusterLog.generate(), 16);
    double same = 0;
    double different = 0;
    for (int item = 0; item < 100; item++) {
      same += product(found, item, item + ClusterLog.CLUSTERS);
      different += Math.abs(product(found, item, item + ClusterLog.CLUSTERS + 1));
    }
    assertTrue(same > 2 * different, same + " against " + different);
  }

  @Test
  void itemsWithoutInteractionsAreZeros() {
    VectorTable found = learn(Sequences.of(5, new int[] {1, 2, 2, 4}, new int[0]), 2);
    assertEquals(5, found.rows());
    assertEquals(2, found.columns());
    assertArrayEquals(new float[2], row(found, 0));
    assertArrayEquals(new float[2], row(found, 3));
    assertTrue(VectorLengths.of(found, 1) > 0);
  }

  @Test
  void worksWithoutAnySequenceOrItem() {
    assertArrayEquals(new float[3], row(learn(Sequences.of(5), 3), 4));
    assertEquals(0, learn(Sequences.of(0), 3).rows());
  }

  @Test
  void moreNumbersThanItemsAreFinite() {
    VectorTable found = learn(Sequences.of(3, new int[] {0, 1, 2}, new int[] {1, 2}), 8);
    for (int item = 0; item < 3; item++) {
      for (float value : row(found, item)) {
        assertTrue(Float.isFinite(value), item + ": " + value);
      }
    }
  }

  /** The log is large enough for several blocks of every kind of parallel work. */
  @Test
  void equalSeedsGiveEqualVectorsWhateverTheThreads() throws Exception {
    SyntheticLog log = new SyntheticLog(9000, 40_000, 200_000, 0.7, 20, 3);
    VectorTable expected = withThreads(log.sequences(), 1);
    VectorTable found = withThreads(log.sequences(), 3);
    for (int item = 0; item < expected.rows(); item++) {
      assertArrayEquals(row(expected, item), row(found, item));
    }
  }

  private VectorTable withThreads(Sequences train, int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> learn(train, 8)).get();
    } finally {
      pool.shutdown();
    }
  }

  /** Compares with dot products of all pairs of items made by make_item_vectors.py. */
  static void assertGolden(String file, ItemVectors vectors) throws IOException {
    VectorTable found =
        vectors.learn(new AssignmentInput(Golden.sequences(), null, Golden.COMPONENTS, 1));
    int item = 0;
    for (String[] line : Golden.lines(file)) {
      for (int other = 0; other < line.length; other++) {
        assertEquals(Double.parseDouble(line[other]), product(found, item, other), 1e-3);
      }
      item++;
    }
    assertEquals(Golden.ITEMS, item);
  }

  VectorTable learn(Sequences train, int dimension) {
    return vectors().learn(new AssignmentInput(train, null, dimension, 1));
  }

  static float[] row(VectorTable table, int row) {
    float[] values = new float[table.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = table.get(row, k);
    }
    return values;
  }

  static double product(VectorTable table, int one, int other) {
    double sum = 0;
    for (int k = 0; k < table.columns(); k++) {
      sum += (double) table.get(one, k) * table.get(other, k);
    }
    return sum;
  }
}
