package org.recjpq.savedmodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class PopularItemsTest {
  @Test
  void theMostPopularComesFirstAndTiesGoToTheLowerIndex() {
    PopularItems popular = PopularItems.of(new int[] {1, 5, 0, 5, 9}, 4);
    assertArrayEquals(new int[] {4, 1, 3, 0}, indexes(popular));
    assertArrayEquals(new float[] {0.45f, 0.25f, 0.25f, 0.05f}, scores(popular));
  }

  @Test
  void withoutInteractionsTheCatalogueOrderAndZerosAreLeft() {
    PopularItems popular = PopularItems.of(new int[3], 3);
    assertArrayEquals(new int[] {0, 1, 2}, indexes(popular));
    assertArrayEquals(new float[] {0, 0, 0}, scores(popular));
  }

  private static int[] indexes(PopularItems popular) {
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TInt32 value =
            (TInt32) session.runner().fetch(popular.indexes(Ops.create(graph))).run().get(0)) {
      return StdArrays.array2dCopyOf(value)[0];
    }
  }

  private static float[] scores(PopularItems popular) {
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TFloat32 value =
            (TFloat32) session.runner().fetch(popular.scores(Ops.create(graph))).run().get(0)) {
      return StdArrays.array2dCopyOf(value)[0];
    }
  }
}
