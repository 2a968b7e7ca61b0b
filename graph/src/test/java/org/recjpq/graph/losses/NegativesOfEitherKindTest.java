package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.FullEmbedding;
import org.tensorflow.ndarray.Shape;

/**
 * Losses with each position's own negatives and with shared ones, against plain Java in double
 * precision: five items of two numbers, three positions, three negatives per position.
 */
class NegativesOfEitherKindTest {
  private static final int ITEMS = 5;
  private static final int WIDTH = 2;
  private static final float[] TABLE = {
    0.5f, -1, 2, 0.25f, -0.75f, 1.5f, 1, 1, -2, 0.5f, 9, 9, 9, 9 // padding and mask last
  };
  private static final float[] SEQUENCES = {1, 2, -0.5f, 0.75f, 1.5f, -1};
  private static final int[] POSITIVES = {3, 0, 4};
  private static final int[][] OWN = {{0, 1, 2}, {4, 0, 4}, {1, 1, 3}}; // position 1 has a hit
  private static final int[] SHARED = {2, 0, 2}; // a hit for position 1 too
  private static final double[] LOG_COUNTS = {0.5, -0.25, 0, 1, -1}; // of each item

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void sampledSoftmax(boolean shared) {
    assertLoss(new SampledSoftmax(), shared, NegativesOfEitherKindTest::softmax);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 0", "false, 0.75", "true, 0.75"})
  void binaryCrossEntropy(boolean shared, double calibration) {
    // α = 3 / 4, β = t (α - 1) + 1
    double beta = 1 - calibration / 4;
    assertLoss(
        new BinaryCrossEntropy(3, calibration, ITEMS),
        shared,
        (scores, positive, negatives) -> {
          double sum = beta * softplus(-scores[positive]);
          for (int negative : negatives) {
            sum += softplus(scores[negative]);
          }
          return sum / 4;
        });
  }

  @Test
  void gradientsDoNotDependOnHowTheSameNegativesAreGiven() {
    int[][] same = {SHARED, SHARED, SHARED};
    for (Loss loss : new Loss[] {new SampledSoftmax(), new BinaryCrossEntropy(3, 1, ITEMS)}) {
      float[][] ofOwn = new Evaluation(loss, same, false).gradients;
      float[][] ofShared = new Evaluation(loss, same, true).gradients;
      for (int i = 0; i < ofOwn.length; i++) {
        assertArrayEquals(ofShared[i], ofOwn[i], 1e-6f);
      }
    }
  }

  /** The loss of one position. */
  private interface Reference {
    double loss(double[] scores, int positive, int[] negatives);
  }

  private static double softmax(double[] scores, int positive, int[] negatives) {
    double corrected = scores[positive] - LOG_COUNTS[positive];
    double sum = Math.exp(corrected);
    for (int negative : negatives) {
      if (negative != positive) {
        sum += Math.exp(scores[negative] - LOG_COUNTS[negative]);
      }
    }
    return Math.log(sum) - corrected;
  }

  private static double softplus(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static void assertLoss(Loss loss, boolean shared, Reference reference) {
    int[][] negatives = shared ? new int[][] {SHARED, SHARED, SHARED} : OWN;
    double sum = 0;
    for (int p = 0; p < POSITIVES.length; p++) {
      double[] scores = new double[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        for (int i = 0; i < WIDTH; i++) {
          scores[item] += (double) TABLE[item * WIDTH + i] * SEQUENCES[p * WIDTH + i];
        }
      }
      sum += reference.loss(scores, POSITIVES[p], negatives[p]);
    }
    assertEquals(sum / POSITIVES.length, new Evaluation(loss, negatives, shared).loss, 1e-6);
  }

  /** In a graph. */
  private static final class Evaluation {
    private final float loss;
    private final float[][] gradients;

    Evaluation(Loss tested, int[][] negatives, boolean shared) {
      int count = POSITIVES.length;
      int[] flat = shared ? SHARED : flat(negatives);
      var shape = Shape.of(shared ? 1 : count, 3);
      try (var test = new TestGraph()) {
        var parameters = Parameters.fed(test.tf());
        var items = FullEmbedding.tied(parameters, ITEMS, WIDTH);
        var sequences =
            parameters.create(
                "sequences", VariableRole.OTHER, Shape.of(count, WIDTH), Initializer.zeros());
        test.set(parameters.all().get(0), TABLE);
        test.set(parameters.all().get(1), SEQUENCES);
        var targets =
            new TargetTensors(
                test.intTensor(Shape.of(count, 1), POSITIVES),
                test.intTensor(shape, flat),
                test.floatTensor(Shape.of(count, 1), logCounts(POSITIVES)),
                test.floatTensor(shape, logCounts(flat)),
                shared);
        var value = test.loss(tested, items, sequences, targets);
        loss = test.floats(value)[0];
        gradients = test.floats(test.gradients(value, parameters.all()));
      }
    }

    private static int[] flat(int[][] rows) {
      int[] flat = new int[rows.length * 3];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = rows[i / 3][i % 3];
      }
      return flat;
    }

    private static float[] logCounts(int[] items) {
      float[] logs = new float[items.length];
      for (int i = 0; i < logs.length; i++) {
        logs[i] = (float) LOG_COUNTS[items[i]];
      }
      return logs;
    }
  }
}
