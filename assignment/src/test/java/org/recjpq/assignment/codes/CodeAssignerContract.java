package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;

/** The contract of every code assigner; each one's test extends this. */
abstract class CodeAssignerContract {
  /** An assigner that works for {@link ClusterLog}. */
  abstract CodeAssigner assigner();

  @Test
  void givesItemsPaddingAndMaskACode() {
    ItemCodes codes = assigner().assign(ClusterLog.generate(), 1);
    assertEquals(ClusterLog.ITEMS + 2, codes.rows());
  }

  @Test
  void givesACodeToItemsWithoutInteractions() {
    ItemCodes codes = assigner().assign(Sequences.of(5, new int[] {1, 2, 2}, new int[0]), 1);
    assertEquals(7, codes.rows());
  }

  @Test
  void worksWithoutAnySequence() {
    ItemCodes codes = assigner().assign(Sequences.of(5), 1);
    assertEquals(7, codes.rows());
  }

  /** The log is large enough for several blocks of every kind of parallel work. */
  @Test
  void equalSeedsGiveEqualCodesWhateverTheThreads() throws Exception {
    SyntheticLog log = new SyntheticLog(9000, 5000, 100_000, 0.7, 20, 3);
    int[] expected = subIdsWithThreads(log, 1);
    assertArrayEquals(expected, subIdsWithThreads(log, 2));
    assertArrayEquals(expected, subIdsWithThreads(log, 3));
  }

  private int[] subIdsWithThreads(SyntheticLog log, int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> subIds(assigner().assign(log.sequences(), 5))).get();
    } finally {
      pool.shutdown();
    }
  }

  /** All sub-ids, row after row. */
  static int[] subIds(ItemCodes codes) {
    int splits = codes.shape().splits();
    int[] subIds = new int[codes.rows() * splits];
    for (int cell = 0; cell < subIds.length; cell++) {
      subIds[cell] = codes.subId(cell / splits, cell % splits);
    }
    return subIds;
  }
}
