package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
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

  /** Lengths 5, 0 and 1: a mean square of 26/3. */
  @Test
  void tablesStartAtVectorsOfLengthOneAndBiasesAtTheLogarithmsOfShares() {
    var table = new VectorTable(3, 2);
    table.set(0, 0, 3);
    table.set(0, 1, 4);
    table.set(2, 1, -1);
    var settings = new FullEmbedding.Untied(new GivenVectors(table), ItemBias.POPULARITY);
    FirstValues first = settings.prepare(input(2)).first();
    assertEquals(
        Set.of("items/input_table", "items/output_table", "items/output_bias"), first.names());
    VectorTable start = first.of("items/output_table");
    assertSame(start, first.of("items/input_table"));
    double factor = Math.sqrt(3 / 26.0);
    assertEquals(3 * factor, start.get(0, 0), 1e-6);
    assertEquals(4 * factor, start.get(0, 1), 1e-6);
    assertEquals(0, start.get(2, 0));
    assertEquals(-factor, start.get(2, 1), 1e-6);
    for (int row : new int[] {1, 3, 4}) { // an unknown item, padding, mask
      for (int column = 0; column < 2; column++) {
        float number = start.get(row, column);
        assertTrue(number != 0 && Math.abs(number) <= 0.05, "found " + number);
      }
    }
    VectorTable bias = first.of("items/output_bias");
    int[] counts = {1, 0, 3}; // of 7 with one more each
    for (int item = 0; item < 3; item++) {
      assertEquals(Math.log((counts[item] + 1) / 7.0), bias.get(item, 0), 1e-6);
    }
    assertEquals(5, bias.rows());
  }

  @Test
  void firstValuesFitTheParametersOfEachKind() {
    var vectors = new GivenVectors(new VectorTable(3, 2));
    for (ItemSettings settings :
        List.of(
            new FullEmbedding.Tied(vectors, ItemBias.NONE),
            new FullEmbedding.Tied(null, ItemBias.POPULARITY),
            new FullEmbedding.Untied(vectors, ItemBias.POPULARITY))) {
      FirstValues first = settings.prepare(input(2)).first();
      try (var test = new TestGraph()) {
        var parameters = Parameters.startingAt(test.tf(), 1, first);
        settings.create(parameters, 2, 3, null);
        long given =
            parameters.all().stream()
                .filter(parameter -> first.names().contains(parameter.name()))
                .peek(parameter -> first.tensor(parameter).close())
                .count();
        assertEquals(first.names().size(), given);
      }
    }
    assertTrue(new FullEmbedding.Tied().prepare(input(2)).first().isEmpty());
    assertTrue(new FullEmbedding.Biased().prepare(input(2)).first().isEmpty());
  }

  @Test
  void vectorsOfAnotherLengthAreRefused() {
    var settings = new FullEmbedding.Tied(new GivenVectors(new VectorTable(3, 2)), ItemBias.NONE);
    var error = assertThrows(IllegalArgumentException.class, () -> settings.prepare(input(4)));
    assertEquals(
        "expected vectors of 3 items with 4 numbers each, found 3 with 2", error.getMessage());
  }

  private static AssignmentInput input(int dimension) {
    return new AssignmentInput(Sequences.of(3, new int[][] {{2, 0, 2}, {2}}), null, dimension, 1);
  }

  private record GivenVectors(VectorTable table) implements ItemVectors {
    @Override
    public VectorTable learn(AssignmentInput input) {
      return table;
    }
  }

  @Nested
  class TiedWithOwnBiases extends ItemEmbeddingContract {
    @Override
    ItemEmbedding create(Parameters parameters) {
      return new FullEmbedding.Tied(null, ItemBias.POPULARITY)
          .create(parameters, DIMENSION, ITEMS, null);
    }

    @Override
    PlainItems plain(List<float[]> weights) {
      float[] table = weights.get(0);
      return PlainItems.untied(table, table, weights.get(1), DIMENSION);
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
