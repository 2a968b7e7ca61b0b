package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.tensorflow.ndarray.Shape;

/** Four items of one number each, so that a sequence of one number scores them by products. */
class SampledSoftmaxTest {
  @Test
  void lossAndGradientsByHand() {
    // Exponentials of the scores: 1, 2, 5, 4. Expected draws of the items: 2, 1, 4, 1.
    // Position 0: positive 1 gives 2 / 1; negatives 2, 3, 2 give 5 / 4, 4 / 1, 5 / 4: -log(2 / 8.5)
    float[] table = {0, log(2), log(5), log(4)};
    var evaluation = new Evaluation(table, new float[] {1}, new int[] {1}, 2, 3, 2);
    assertEquals(Math.log(8.5 / 2), evaluation.loss, 1e-6);
    float[] expected = {0, 2 / 8.5f - 1, 2.5f / 8.5f, 4 / 8.5f, 0, 0};
    assertArrayEquals(expected, evaluation.byItems, 1e-6f);
    double bySequence = (-6.5 * log(2) + 2.5 * log(5) + 4 * log(4)) / 8.5;
    assertEquals(bySequence, evaluation.bySequences[0], 1e-6);
  }

  @Test
  void aNegativeThatIsThePositiveIsLeftOutOfItsPositionOnly() {
    // Position 0: 2 of 2 + 5/4. Position 1, of twice the scores: 25/4 of 25/4 + 4, item 1 included.
    float[] table = {0, log(2), log(5), log(4)};
    var evaluation = new Evaluation(table, new float[] {1, 2}, new int[] {1, 2}, 2, 1);
    double first = Math.log((2 + 1.25) / 2);
    double second = Math.log((6.25 + 4) / 6.25);
    assertEquals((first + second) / 2, evaluation.loss, 1e-6);
    double byItem1 = (2 / 3.25 - 1) / 2 + 2 * (4 / 10.25) / 2;
    double byItem2 = (1.25 / 3.25) / 2 + 2 * (6.25 / 10.25 - 1) / 2;
    float[] expected = {0, (float) byItem1, (float) byItem2, 0, 0, 0};
    assertArrayEquals(expected, evaluation.byItems, 1e-6f);
  }

  @Test
  void withNothingButThePositiveThereIsNoLoss() {
    var evaluation = new Evaluation(new float[4], new float[] {1}, new int[] {3}, 3, 3);
    assertEquals(0, evaluation.loss);
    assertArrayEquals(new float[6], evaluation.byItems);
  }

  @Test
  void largeScoresGiveNumbers() {
    float[] table = {100, -100, 100, -100};
    var evaluation = new Evaluation(table, new float[] {1, -1}, new int[] {1, 1}, 0, 3);
    // position 0: item 0 with 2 expected draws is 200 - log(2) above the positive; position 1: the
    // positive and item 3 are equal in every respect
    assertEquals((200 - Math.log(2) + Math.log(2)) / 2, evaluation.loss, 1e-4);
    float[] byItems = {0.5f, -0.5f + 0.25f, 0, -0.25f, 0, 0};
    assertArrayEquals(byItems, evaluation.byItems, 1e-6f);
  }

  /** Drawn once each, all items together make the softmax over the catalogue. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theWholeCatalogueAsNegativesGivesTheFullSoftmax(boolean jpq) {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = Parameters.fed(tf);
      ItemEmbedding items = jpq ? jpq(parameters) : FullEmbedding.biased(parameters, 4, 2);
      var sequences =
          parameters.create("sequences", VariableRole.OTHER, Shape.of(2, 2), Initializer.zeros());
      var all = parameters.all();
      for (var variable : all) {
        float[] values = new float[(int) variable.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) Math.sin(3 * i + variable.name().length());
        }
        test.set(variable, values);
      }
      var targets =
          new TargetTensors(
              test.intTensor(Shape.of(2, 1), 1, 2),
              test.intTensor(Shape.of(1, 4), 0, 1, 2, 3),
              test.floatTensor(Shape.of(2, 1), 0, 0),
              test.floatTensor(Shape.of(1, 4), 0, 0, 0, 0),
              true);
      var sampled = test.loss(new SampledSoftmax(), items, sequences, targets);
      var full = test.loss(new SoftmaxCrossEntropy(), items, sequences, targets);
      assertEquals(test.floats(full)[0], test.floats(sampled)[0], 1e-6);
      var used = all.subList(jpq ? 0 : 1, all.size());
      float[][] expected = test.floats(test.gradients(full, used));
      float[][] actual = test.floats(test.gradients(sampled, used));
      for (int i = 0; i < expected.length; i++) {
        assertArrayEquals(expected[i], actual[i], 1e-6f, used.get(i).name());
      }
    }
  }

  private static ItemEmbedding jpq(Parameters parameters) {
    var codes = ItemCodes.generate(new CodeShape(2, 3), 6, (row, split) -> (row + split) % 3);
    return new JpqEmbedding(parameters, codes, 2);
  }

  private static float log(double x) {
    return (float) Math.log(x);
  }

  @Nested
  class OfAnyItems extends LossContract {
    @Override
    Loss loss() {
      return new SampledSoftmax();
    }

    @Override
    boolean takesNegatives() {
      return true;
    }

    @Override
    double loss(double[] scores, int positive, int[] negatives) {
      double corrected = scores[positive] - LOG_COUNTS[positive];
      double[] others =
          IntStream.of(negatives)
              .filter(negative -> negative != positive)
              .mapToDouble(negative -> scores[negative] - LOG_COUNTS[negative])
              .toArray();
      return logSumExp(corrected, logSumExp(others)) - corrected;
    }
  }

  private static final class Evaluation {
    private static final float[] EXPECTED_DRAWS = {2, 1, 4, 1};

    private final float loss;
    private final float[] byItems;
    private final float[] bySequences;

    Evaluation(float[] table, float[] sequences, int[] positives, int... negatives) {
      int count = sequences.length;
      try (var test = new TestGraph()) {
        var parameters = Parameters.fed(test.tf());
        var items = FullEmbedding.tied(parameters, 4, 1);
        var inputs =
            parameters.create(
                "sequences", VariableRole.OTHER, Shape.of(count, 1), Initializer.zeros());
        test.set(parameters.all().get(0), table[0], table[1], table[2], table[3], 0, 0);
        test.set(parameters.all().get(1), sequences);
        var targets =
            new TargetTensors(
                test.intTensor(Shape.of(count, 1), positives),
                test.intTensor(Shape.of(1, negatives.length), negatives),
                test.floatTensor(Shape.of(count, 1), logDraws(positives)),
                test.floatTensor(Shape.of(1, negatives.length), logDraws(negatives)),
                true);
        var value = test.loss(new SampledSoftmax(), items, inputs, targets);
        loss = test.floats(value)[0];
        var gradients = test.gradients(value, parameters.all());
        byItems = test.floats(gradients.get(0));
        bySequences = test.floats(gradients.get(1));
      }
    }

    private static float[] logDraws(int[] items) {
      float[] logs = new float[items.length];
      for (int i = 0; i < logs.length; i++) {
        logs[i] = log(EXPECTED_DRAWS[items[i]]);
      }
      return logs;
    }
  }
}
