package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One item, so that a table has three rows, of two numbers. */
class L2PenaltyTest {
  private static final float[] TABLE = {1, -2, 3, 0, 0.5f, 1};
  private static final float BARE_LOSS = 10;

  @Test
  void addsHalfTheSquaresOfATiedTableOnce() {
    try (var graph = new TestGraph()) {
      // 1 + 4 + 9 + 0 + 0.25 + 1 = 15.25; 10 + 0.2 / 2 · 15.25 = 11.525
      var parameters = Parameters.fed(graph.tf());
      var loss = loss(graph, FullEmbedding.tied(parameters, 1, 2));
      graph.set(parameters.all().get(0), TABLE);
      assertEquals(11.525, graph.floats(loss)[0], 1e-5);
      // 0.2 times the table, in addition to the gradient of the bare loss, which is zero
      assertArrayEquals(
          new float[] {0.2f, -0.4f, 0.6f, 0, 0.1f, 0.2f},
          graph.floats(graph.gradients(loss, parameters.all()).get(0)),
          1e-6f);
    }
  }

  @Test
  void addsBothUntiedTables() {
    try (var graph = new TestGraph()) {
      var parameters = Parameters.fed(graph.tf());
      var loss = loss(graph, FullEmbedding.untied(parameters, 1, 2));
      graph.set(parameters.all().get(0), TABLE);
      graph.set(parameters.all().get(1), 2, 0, 0, 0, 0, 0);
      assertEquals(11.925, graph.floats(loss)[0], 1e-5); // 0.1 · 4 more
    }
  }

  @Test
  void refusesSharedVectorsAndOtherWeights() {
    try (var graph = new TestGraph()) {
      var codes = ItemCodes.generate(new CodeShape(1, 2), 3, (row, split) -> 0);
      var items = new JpqEmbedding(Parameters.fed(graph.tf()), codes, 2);
      assertMessage("an L2 penalty needs a full item table, found none", () -> loss(graph, items));
    }
    assertMessage(
        "weight must be a positive number, found 0.0", () -> new L2Penalty(new BareLoss(), 0));
  }

  private static void assertMessage(String message, Executable wrong) {
    var failure = assertThrows(IllegalArgumentException.class, wrong);
    assertEquals(message, failure.getMessage());
  }

  private static Operand<TFloat32> loss(TestGraph graph, ItemEmbedding items) {
    var targets =
        graph.targets(graph.intTensor(Shape.of(1, 1), 0), graph.intTensor(Shape.of(1, 0)));
    var sequences = graph.floatTensor(Shape.of(1, 2), 0, 0);
    return graph.loss(new L2Penalty(new BareLoss(), 0.2), items, sequences, targets);
  }

  @Nested
  class OfAnyItems extends LossContract {
    private static final double WEIGHT = 0.3;

    @Override
    Loss loss() {
      return new L2Penalty(new BinaryCrossEntropy(3, 0, ITEMS), WEIGHT);
    }

    @Override
    boolean takesNegatives() {
      return true;
    }

    @Override
    double loss(double[] scores, int positive, int[] negatives) {
      double sum = softplus(-scores[positive]);
      for (int negative : negatives) {
        sum += softplus(scores[negative]);
      }
      return sum / 4;
    }

    @Override
    double addition(List<float[]> tables) {
      double squares = 0;
      for (float[] table : tables) {
        for (float number : table) {
          squares += (double) number * number;
        }
      }
      return WEIGHT / 2 * squares;
    }

    @Override
    @Nullable String refusal(Items kind) {
      return kind == Items.JPQ ? "an L2 penalty needs a full item table, found none" : null;
    }
  }

  /** A loss that depends on nothing. */
  private record BareLoss() implements Loss {
    @Override
    public Operand<TFloat32> losses(
        Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
      return tf.constant(new float[] {BARE_LOSS});
    }
  }
}
