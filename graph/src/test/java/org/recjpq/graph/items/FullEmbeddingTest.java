package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.ndarray.Shape;

/** Two items, padding and mask, d = 2. */
class FullEmbeddingTest {
  private static final float[] INPUT = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final float[] OUTPUT = {1, 0, 0, 1, 1, 1, 2, 2};

  @Test
  void aTiedTableEmbedsAndScores() {
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var items = FullEmbedding.tied(parameters, 2, 2);
      assertEquals(8, parameters.count());
      test.set(parameters.all().get(0), INPUT);
      assertEmbeds(test, items);
      // (10, 100) times the rows (1, 2), (3, 4), (5, 6), (7, 8)
      assertScores(test, items, 210, 430, 650, 870);
    }
  }

  @Test
  void anUntiedTableScoresWithItsOwnOutput() {
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var items = FullEmbedding.untied(parameters, 2, 2);
      assertEquals(16, parameters.count());
      test.set(parameters.all().get(0), INPUT);
      test.set(parameters.all().get(1), OUTPUT);
      assertEmbeds(test, items);
      // (10, 100) times the rows (1, 0), (0, 1), (1, 1), (2, 2)
      assertScores(test, items, 10, 100, 110, 220);
    }
  }

  @Test
  void aBiasedTableAddsTheBiasOfEachItem() {
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var items = FullEmbedding.biased(parameters, 2, 2);
      assertEquals(20, parameters.count());
      test.set(parameters.all().get(0), INPUT);
      test.set(parameters.all().get(1), OUTPUT);
      test.set(parameters.all().get(2), 0.5f, -1, 3, 7);
      assertEmbeds(test, items);
      assertScores(test, items, 10.5f, 99, 113, 227);
    }
  }

  private static void assertEmbeds(TestGraph test, FullEmbedding items) {
    var vectors = items.embed(test.tf(), test.intTensor(Shape.of(1, 3), 3, 0, 2));
    assertArrayEquals(new float[] {7, 8, 1, 2, 5, 6}, test.floats(vectors));
  }

  private static void assertScores(TestGraph test, FullEmbedding items, float... ofRows) {
    var sequence = test.floatTensor(Shape.of(1, 2), 10, 100);
    var candidates = test.intTensor(Shape.of(1, 4), 0, 1, 2, 3);
    assertArrayEquals(ofRows, test.floats(items.scores(test.tf(), sequence, candidates)));
    assertArrayEquals(
        new float[] {ofRows[0], ofRows[1]}, test.floats(items.scoresOfAll(test.tf(), sequence)));
  }

  @Nested
  class Tied extends ItemEmbeddingContract {
    @Override
    ItemEmbedding create(Parameters parameters) {
      return FullEmbedding.tied(parameters, ITEMS, DIMENSION);
    }

    @Override
    PlainItems plain(List<float[]> weights) {
      return PlainItems.tied(weights.get(0), DIMENSION);
    }

    @Override
    boolean hasTables() {
      return true;
    }
  }

  @Nested
  class Untied extends ItemEmbeddingContract {
    @Override
    ItemEmbedding create(Parameters parameters) {
      return FullEmbedding.untied(parameters, ITEMS, DIMENSION);
    }

    @Override
    PlainItems plain(List<float[]> weights) {
      return PlainItems.untied(weights.get(0), weights.get(1), null, DIMENSION);
    }

    @Override
    boolean hasTables() {
      return true;
    }
  }

  @Nested
  class Biased extends ItemEmbeddingContract {
    @Override
    ItemEmbedding create(Parameters parameters) {
      return FullEmbedding.biased(parameters, ITEMS, DIMENSION);
    }

    @Override
    PlainItems plain(List<float[]> weights) {
      return PlainItems.untied(weights.get(0), weights.get(1), weights.get(2), DIMENSION);
    }

    @Override
    boolean hasTables() {
      return true;
    }
  }
}
