package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class QuickBaselinesTest {
  @Test
  void onASmallLogAllButMatrixFactorisationAreQuick() {
    assertEquals(
        EnumSet.complementOf(EnumSet.of(Baseline.BPR_MF)),
        Baseline.quick(Sequences.of(4, new int[] {0, 1, 2}, new int[] {3})));
  }

  @Test
  void neighboursAreNotQuickOnceUsersHaveManyPairsOfItems() {
    int[] longSequence = IntStream.range(0, 10_001).toArray(); // 100 million pairs and more
    assertEquals(
        EnumSet.of(
            Baseline.POPULARITY, Baseline.RECENT_POPULARITY, Baseline.MARKOV, Baseline.TRANSITIONS),
        Baseline.quick(Sequences.of(10_001, longSequence)));
  }
}
