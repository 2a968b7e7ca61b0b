package org.recjpq.training.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputationTest {
  @ParameterizedTest
  @CsvSource({"4, 1, 4", "4, 2, 2", "2, 2, 1", "3, 2, 1", "2, 5, 1"})
  void threadsAreSharedOutAmongParts(int threads, int batchParts, int ofAnOp) {
    var settings = new Computation(threads, batchParts, false).settings(true);
    assertEquals(ofAnOp, settings.getIntraOpParallelismThreads());
    assertEquals(threads, settings.getInterOpParallelismThreads());
  }

  @Test
  void thereAreAThreadAndAPart() {
    var refused = assertThrows(IllegalArgumentException.class, () -> new Computation(0, 1, false));
    assertEquals("threads and batchParts must be at least 1, found 0 and 1", refused.getMessage());
  }
}
