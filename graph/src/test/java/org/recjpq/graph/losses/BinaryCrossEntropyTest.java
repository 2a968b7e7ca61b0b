package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.ItemScorer;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Two target positions with two negatives each. */
class BinaryCrossEntropyTest {
  private static final int ITEMS = 11;
  private static final float[] SCORES = {0.5f, -1, 2, -3, 100, -100};

  @Test
  void plainBceByHand() {
    // log(1 + e^-0.5) + log(1 + e^-1) + log(1 + e^2) = 0.474077 + 0.313262 + 2.126928 = 2.914267
    // log(1 + e^3) + 100 + 0 = 103.048587; together, over 2 positions and 3 terms: 17.660476
    var loss = new BinaryCrossEntropy(2, 0, ITEMS);
    assertEquals(1, loss.beta());
    assertEquals(17.660476, new Evaluation(loss, SCORES).loss, 1e-5);
  }

  @Test
  void betaWeighsThePositiveOnly() {
    // α = 2 / 10, β = 0.75 (0.2 - 1) + 1 = 0.4
    // 0.4 · 0.474077 + 2.440190 = 2.629821; 0.4 · 3.048587 + 100 = 101.219435; / 6: 17.308209
    var loss = new BinaryCrossEntropy(2, 0.75, ITEMS);
    assertEquals(0.2, loss.alpha(), 1e-12);
    assertEquals(0.4, loss.beta(), 1e-12);
    assertEquals(17.308209, new Evaluation(loss, SCORES).loss, 1e-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.75, 1})
  void gradientsEqualTheClosedForm(double calibration) {
    var loss = new BinaryCrossEntropy(2, calibration, ITEMS);
    float[] expected = new float[SCORES.length];
    for (int i = 0; i < SCORES.length; i++) {
      double sigmoid = 1 / (1 + Math.exp(-SCORES[i]));
      double ofTerm = i % 3 == 0 ? loss.beta() * (sigmoid - 1) : sigmoid;
      expected[i] = (float) (ofTerm / 3 / 2); // k + 1 terms, two positions
    }
    assertArrayEquals(expected, new Evaluation(loss, SCORES).gradient, 1e-7f);
  }

  @Test
  void largeScoresGiveNumbers() {
    float[] scores = {100, -100, -100, -100, 100, 100};
    var evaluation = new Evaluation(new BinaryCrossEntropy(2, 0, ITEMS), scores);
    assertEquals(300.0 / 6, evaluation.loss, 1e-5);
    float[] expected = {0, 0, 0, -1 / 6f, 1 / 6f, 1 / 6f};
    assertArrayEquals(expected, evaluation.gradient, 1e-7f);
  }

  /** Without that knowledge an embedding would compose every candidate, at three times the cost. */
  @Test
  void theEmbeddingKnowsHowManyCandidatesThereAreBeforeAnyIsFed() {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var positives = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
      var negatives = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 2)));
      var scores = new FixedScores(test.floatTensor(Shape.of(2, 3), SCORES));
      var sequences = test.floatTensor(Shape.of(2, 1), 0, 0);
      var none = test.floatTensor(Shape.of(1, 0));
      var targets = new TargetTensors(positives, negatives, none, none, false);
      assertEquals(
          Shape.scalar(),
          test.loss(new BinaryCrossEntropy(2, 0, ITEMS), scores, sequences, targets).shape());
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(
        "negatives must be at least 1, found 0", () -> new BinaryCrossEntropy(0, 0, ITEMS));
    assertRefused(
        "calibration must lie in [0, 1], found 1.5", () -> new BinaryCrossEntropy(1, 1.5, ITEMS));
    assertRefused(
        "a catalogue needs at least 2 items, found 1", () -> new BinaryCrossEntropy(1, 0, 1));
  }

  private static void assertRefused(String message, Executable wrong) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
  }

  @Nested
  class Plain extends Contract {
    Plain() {
      super(0, 1);
    }
  }

  /** α = 3 / 6, β = 0.75 (0.5 - 1) + 1. */
  @Nested
  class Calibrated extends Contract {
    Calibrated() {
      super(0.75, 0.625);
    }
  }

  private abstract static class Contract extends LossContract {
    private final double calibration;
    private final double beta;

    Contract(double calibration, double beta) {
      this.calibration = calibration;
      this.beta = beta;
    }

    @Override
    Loss loss() {
      return new BinaryCrossEntropy(3, calibration, LossContract.ITEMS);
    }

    @Override
    boolean takesNegatives() {
      return true;
    }

    @Override
    double loss(double[] scores, int positive, int[] negatives) {
      double sum = beta * softplus(-scores[positive]);
      for (int negative : negatives) {
        sum += softplus(scores[negative]);
      }
      return sum / 4;
    }
  }

  /** Loss and its gradient with respect to the scores. */
  private static final class Evaluation {
    private final float loss;
    private final float[] gradient;

    Evaluation(BinaryCrossEntropy tested, float... scores) {
      try (var test = new TestGraph()) {
        var parameters = Parameters.fed(test.tf());
        var operand =
            parameters.create("scores", VariableRole.OTHER, Shape.of(2, 3), Initializer.zeros());
        test.set(parameters.all().get(0), scores);
        var targets =
            test.targets(
                test.intTensor(Shape.of(2, 1), 1, 2), test.intTensor(Shape.of(2, 2), 5, 6, 7, 8));
        var sequences = test.floatTensor(Shape.of(2, 1), 0, 0);
        var value = test.loss(tested, new FixedScores(operand), sequences, targets);
        loss = test.floats(value)[0];
        gradient = test.floats(test.gradients(value, parameters.all()).get(0));
      }
    }
  }

  /** Always returns the same scores. */
  private record FixedScores(Operand<TFloat32> scores) implements ItemEmbedding {
    @Override
    public int items() {
      return ITEMS;
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public void initialise(Session session) {}

    @Override
    public Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Operand<TFloat32> scores(
        Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
      assertEquals(3, candidates.shape().get(1));
      return scores;
    }

    @Override
    public Operand<TFloat32> scoresOfShared(
        Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Operand<TFloat32> scoresOfAll(Ops tf, Operand<TFloat32> sequences) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ItemScorer scorer(Ops tf) {
      throw new UnsupportedOperationException();
    }
  }
}
