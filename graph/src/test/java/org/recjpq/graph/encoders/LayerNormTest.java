package org.recjpq.graph.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.DifferenceQuotients;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.ndarray.Shape;

/** Against a plain Java layer in double precision and its difference quotients. */
class LayerNormTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 6;
  private static final float EPSILON = 1e-3f;

  private final SplittableRandom random = new SplittableRandom(3);
  private final float[] x = randomFloats(ROWS * COLUMNS);
  private final float[] gamma = randomFloats(COLUMNS);
  private final float[] beta = randomFloats(COLUMNS);
  private final float[] weights = randomFloats(ROWS * COLUMNS); // of the loss

  @Test
  void valuesAndGradientsEqualThoseOfAPlainLayer() {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = Parameters.fed(tf);
      var norm = new LayerNorm(parameters, "norm", COLUMNS, EPSILON);
      test.set(parameters.all().get(0), gamma);
      test.set(parameters.all().get(1), beta);
      var input = test.floatTensor(Shape.of(ROWS, COLUMNS), x);
      var y = norm.apply(tf, input);
      var loss = tf.math.mul(y, test.floatTensor(Shape.of(ROWS, COLUMNS), weights));
      assertArrayEquals(TestGraph.floats(layer(x, gamma, beta)), test.floats(y), 1e-5f);

      DifferenceQuotients.assertGradients(
          test,
          loss,
          input,
          parameters.all(),
          List.of(x, gamma, beta),
          () -> DifferenceQuotients.weighted(weights, layer(x, gamma, beta)));
    }
  }

  private static double[] layer(float[] x, float[] gamma, float[] beta) {
    double[] y = new double[x.length];
    for (int row = 0; row < ROWS; row++) {
      double mean = 0;
      for (int c = 0; c < COLUMNS; c++) {
        mean += x[row * COLUMNS + c] / (double) COLUMNS;
      }
      double variance = 0;
      for (int c = 0; c < COLUMNS; c++) {
        variance += Math.pow(x[row * COLUMNS + c] - mean, 2) / COLUMNS;
      }
      for (int c = 0; c < COLUMNS; c++) {
        double normalised = (x[row * COLUMNS + c] - mean) / Math.sqrt(variance + EPSILON);
        y[row * COLUMNS + c] = gamma[c] * normalised + beta[c];
      }
    }
    return y;
  }

  private float[] randomFloats(int count) {
    return DifferenceQuotients.randomFloats(random, count);
  }
}
