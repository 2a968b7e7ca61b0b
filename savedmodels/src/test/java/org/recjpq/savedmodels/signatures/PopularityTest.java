package org.recjpq.savedmodels.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class PopularityTest {
  private static final int[] INTERACTIONS = {1, 5, 0, 5, 9};

  @Test
  void everyHistoryGetsTheSharesOfAllItems() {
    float[][] expected = {
      {0.05f, 0.05f}, {0.25f, 0.25f}, {0, 0}, {0.25f, 0.25f}, {0.45f, 0.45f}, {0, 0}
    };
    try (TFloat32 scores = ofAll(6, 2)) {
      assertArrayEquals(expected, StdArrays.array2dCopyOf(scores));
    }
  }

  @Test
  void noHistoriesCostNothing() {
    try (TFloat32 scores = ofAll(6, 0)) {
      assertEquals(Shape.of(0, 0), scores.shape());
    }
  }

  @Test
  void withoutInteractionsAllSharesAreZero() {
    assertArrayEquals(new float[3], Popularity.shares(new int[3]));
  }

  private static TFloat32 ofAll(int rows, int histories) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Popularity popularity = new Popularity(graph, INTERACTIONS.length);
      var scores = popularity.ofAll(tf, rows, tf.constant(histories));
      popularity.initialise(session, INTERACTIONS);
      return (TFloat32) session.runner().fetch(scores).run().get(0);
    }
  }
}
