package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.ClusterLog;
import org.recjpq.assignment.sequences.Sequences;

class LastItemCutTest {
  /** One sequence can be cut; item 3 is then asked from for item 1. */
  private static final Sequences TRAIN =
      Sequences.of(4, new int[] {0, 3, 1}, new int[] {1}, new int[0]);

  private final LastItemCut cut = LastItemCut.of(TRAIN, 10, 1);

  @Test
  void cutsTheLastItemOfSequencesOfTwoOrMore() {
    assertEquals(3, cut.rest().count());
    assertEquals(2, cut.rest().length(0));
    assertEquals(3, cut.rest().item(0, 1));
    assertEquals(1, cut.rest().length(1));
    assertEquals(0, cut.rest().length(2));
  }

  @Test
  void oneItemAboveTheCutOneIsTheSecondRank() {
    // Products with item 3: 2, 1, 0.5 and, not ranked, 4.
    LastItemCut.Score score = cut.score(column(1, 0.5f, 0.25f, 2));
    assertEquals(Math.log(2) / Math.log(3), score.all(), 1e-12);
    assertEquals(score.all(), score.tail());
    assertTrue(Double.isNaN(score.head()));
    assertEquals(1, score.cases());
  }

  @Test
  void equalScoresShareTheirRanks() {
    // Item 1 ties with items 0 and 2: rank 2 on average.
    assertEquals(Math.log(2) / Math.log(3), cut.score(column(0, 0, 0, 0)).all(), 1e-12);
  }

  @Test
  void headAndTailAreApart() {
    Sequences train =
        Sequences.of(3, new int[] {0, 1, 1, 1, 1, 1}, new int[] {0, 1}, new int[] {0, 2});
    LastItemCut.Score score = LastItemCut.of(train, 10, 1).score(column(1, 2, 1));
    // Of three cases, the first asks from item 1 for item 1, which is not ranked.
    assertEquals(3, score.cases());
    assertTrue(Double.isNaN(score.head()));
    assertEquals((0 + 1 + Math.log(2) / Math.log(3)) / 3, score.tail(), 1e-12);
  }

  @Test
  void vectorsThatKnowTheClustersAreBetterThanZeros() {
    LastItemCut clusters = LastItemCut.of(ClusterLog.generate(), 500, 1);
    VectorTable learned =
        new CooccurrenceVectors().learn(new AssignmentInput(clusters.rest(), null, 32, 1));
    LastItemCut.Score score = clusters.score(learned);
    assertEquals(500, score.cases());
    assertEquals(score.all(), score.head());
    // At chance within a cluster of 20 items, of which one is not ranked: 0.95 · 4.54 / 19.
    assertEquals(0.227, score.all(), 0.04);
    assertEquals(0, clusters.score(new VectorTable(ClusterLog.ITEMS, 16)).all());
  }

  @Test
  void otherItemsAreRejected() {
    var failure =
        assertThrows(IllegalArgumentException.class, () -> cut.score(new VectorTable(5, 1)));
    assertEquals("expected vectors of 4 items, found 5", failure.getMessage());
  }

  private static VectorTable column(float... values) {
    VectorTable table = new VectorTable(values.length, 1);
    for (int row = 0; row < values.length; row++) {
      table.set(row, 0, values[row]);
    }
    return table;
  }
}
