package org.recjpq.graph.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.graph.DifferenceQuotients;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.ndarray.Shape;

/** Against a plain Java layer in double precision and its difference quotients. */
class GruLayerTest {
  private static final int BATCH = 2;
  private static final int UNITS = 3;

  private final SplittableRandom random = new SplittableRandom(7);
  private final float[] kernel = randomFloats(UNITS * 3 * UNITS);
  private final float[] recurrentKernel = randomFloats(UNITS * 3 * UNITS);
  private final float[] bias = randomFloats(3 * UNITS);
  private final float[] recurrentBias = randomFloats(3 * UNITS);

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 0", "5, 2"})
  void statesAndGradientsEqualThoseOfAPlainLayer(int length, int padding) {
    float[] x = randomFloats(length * BATCH * UNITS);
    float[] weights = randomFloats(length * BATCH * UNITS); // of the loss
    float[] mask = new float[length * BATCH];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % BATCH == 0 || i / BATCH >= padding ? 1 : 0; // the first sequence has none
    }
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = Parameters.fed(tf);
      var layer = new GruLayer(parameters, "gru", UNITS);
      float[][] values = {kernel, recurrentKernel, bias, recurrentBias};
      for (int i = 0; i < values.length; i++) {
        test.set(parameters.all().get(i), values[i]);
      }
      var input = test.floatTensor(Shape.of(length * BATCH, UNITS), x);
      var isItem = test.floatTensor(Shape.of(length * BATCH, 1), mask);
      var states = layer.apply(tf, input, isItem, length);
      double[] expected = states(x, mask);
      float[] actual = test.floats(states);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 1e-5, "state " + i);
      }

      var loss = tf.math.mul(states, test.floatTensor(Shape.of(length, BATCH, UNITS), weights));
      DifferenceQuotients.assertGradients(
          test,
          loss,
          input,
          parameters.all(),
          List.of(x, kernel, recurrentKernel, bias, recurrentBias),
          () -> DifferenceQuotients.weighted(weights, states(x, mask)));
    }
  }

  /** [L, B, d] from [L·B, d]. */
  private double[] states(float[] x, float[] mask) {
    double[] states = new double[x.length];
    double[] state = new double[BATCH * UNITS];
    for (int row = 0; row < mask.length; row++) {
      int sequence = row % BATCH;
      double[] next = next(x, row, state, sequence);
      for (int j = 0; j < UNITS; j++) {
        double before = state[sequence * UNITS + j];
        states[row * UNITS + j] = mask[row] == 1 ? next[j] : before;
      }
      System.arraycopy(states, row * UNITS, state, sequence * UNITS, UNITS);
    }
    return states;
  }

  private double[] next(float[] x, int row, double[] state, int sequence) {
    double[] next = new double[UNITS];
    for (int j = 0; j < UNITS; j++) {
      double[] input = new double[3];
      double[] recurrent = new double[3];
      for (int part = 0; part < 3; part++) {
        int column = part * UNITS + j;
        input[part] = bias[column];
        recurrent[part] = recurrentBias[column];
        for (int i = 0; i < UNITS; i++) {
          input[part] += x[row * UNITS + i] * kernel[i * 3 * UNITS + column];
          recurrent[part] += state[sequence * UNITS + i] * recurrentKernel[i * 3 * UNITS + column];
        }
      }
      double z = 1 / (1 + Math.exp(-input[0] - recurrent[0]));
      double r = 1 / (1 + Math.exp(-input[1] - recurrent[1]));
      double candidate = Math.tanh(input[2] + r * recurrent[2]);
      next[j] = z * state[sequence * UNITS + j] + (1 - z) * candidate;
    }
    return next;
  }

  private float[] randomFloats(int count) {
    return DifferenceQuotients.randomFloats(random, count);
  }
}
