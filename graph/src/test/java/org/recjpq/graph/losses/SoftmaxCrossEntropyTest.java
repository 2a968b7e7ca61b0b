package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.FullEmbedding;
import org.tensorflow.ndarray.Shape;

/** Three items of one number each, so that a sequence of one number scores them by products. */
class SoftmaxCrossEntropyTest {
  @Test
  void lossAndGradientByHand() {
    // scores log (1, 2, 5), positive item 1: -log(2/8); and twice that, log (1, 4, 25): -log(25/30)
    var evaluation = new Evaluation(new float[] {0, log(2), log(5)}, new float[] {1, 2}, 1, 2);
    double first = Math.log(4);
    double second = Math.log(30.0 / 25);
    assertEquals((first + second) / 2, evaluation.loss, 1e-6);
    // with respect to a score: (probability - 1 if positive) / 2; to the sequence: the sum of that
    // times vectors
    double byFirst = (-6 / 8.0 * Math.log(2) + 5 / 8.0 * Math.log(5)) / 2;
    double bySecond = (4 / 30.0 * Math.log(2) - 5 / 30.0 * Math.log(5)) / 2;
    assertArrayEquals(
        new float[] {(float) byFirst, (float) bySecond}, evaluation.bySequences, 1e-6f);
    // with respect to an item: the sum of that times sequences, zero for padding and mask
    float[] byItems = {
      (1 / 8f + 2 / 30f) / 2, (-6 / 8f + 2 * 4 / 30f) / 2, (5 / 8f - 2 * 5 / 30f) / 2, 0, 0
    };
    assertArrayEquals(byItems, evaluation.byItems, 1e-6f);
  }

  @Test
  void largeScoresGiveNumbers() {
    var evaluation = new Evaluation(new float[] {100, 0, -100}, new float[] {1, -1}, 2, 2);
    assertEquals(100, evaluation.loss, 1e-5); // (200 + 0) / 2
    assertArrayEquals(new float[] {100, 0}, evaluation.bySequences, 1e-5f);
    assertArrayEquals(new float[] {0.5f, 0, -0.5f, 0, 0}, evaluation.byItems, 1e-6f);
  }

  private static float log(double x) {
    return (float) Math.log(x);
  }

  @Nested
  class OfAnyItems extends LossContract {
    @Override
    Loss loss() {
      return new SoftmaxCrossEntropy();
    }

    @Override
    boolean takesNegatives() {
      return false;
    }

    @Override
    double loss(double[] scores, int positive, int[] negatives) {
      return logSumExp(scores) - scores[positive];
    }
  }

  private static final class Evaluation {
    private final float loss;
    private final float[] byItems;
    private final float[] bySequences;

    Evaluation(float[] ofItems, float[] sequences, int... positives) {
      try (var test = new TestGraph()) {
        var parameters = Parameters.fed(test.tf());
        var items = FullEmbedding.tied(parameters, 3, 1);
        var inputs =
            parameters.create(
                "sequences",
                VariableRole.OTHER,
                Shape.of(sequences.length, 1),
                Initializer.zeros());
        float[] special = {70, 80}; // padding and mask, which would win
        test.set(
            parameters.all().get(0), ofItems[0], ofItems[1], ofItems[2], special[0], special[1]);
        test.set(parameters.all().get(1), sequences);
        var targets =
            test.targets(
                test.intTensor(Shape.of(positives.length, 1), positives),
                test.intTensor(Shape.of(positives.length, 0)));
        var value = test.loss(new SoftmaxCrossEntropy(), items, inputs, targets);
        loss = test.floats(value)[0];
        var gradients = test.gradients(value, parameters.all());
        byItems = test.floats(gradients.get(0));
        bySequences = test.floats(gradients.get(1));
      }
    }
  }
}
