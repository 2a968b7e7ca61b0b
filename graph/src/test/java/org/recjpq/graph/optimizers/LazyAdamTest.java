package org.recjpq.graph.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.optimizers.Adam.Settings;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Minimises Σ (row − 1)² over the rows [2] of a table of four that two lookups of a step return,
 * each as often as it is looked up.
 */
class LazyAdamTest {
  private static final Settings LAZY = new Settings().withLazyTables(true);
  private static final int ROWS = 4;
  private static final float[] START = {3, -2, 0.5f, 4, -1, 2, 5, -3};

  /**
   * Row 3 is never looked up, row 1 twice in a step, row 2 in the second step for the first time.
   */
  private static final int[][] FIRST = {{0, 1}, {2, 0}, {0, 1}, {1, 1}};

  private static final int[][] SECOND = {{1}, {0}, {2}, {2}};

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7})
  void followsTheTextbookOnTouchedRowsAlone(double clipNorm) {
    float[] values = train(LAZY, clipNorm, FIRST, SECOND);
    assertArrayEquals(textbook(clipNorm, FIRST, SECOND), values, 2e-5f);
    assertEquals(START[6], values[6]);
    assertEquals(START[7], values[7]);
  }

  @Test
  void isAdamWhereEveryRowIsTouched() {
    int[][] all = {{0, 1, 2}, {3, 2, 1}, {0, 1, 2}};
    int[][] rest = {{3}, {0}, {3}};
    float[] lazy = train(LAZY, 0, all, rest);
    assertArrayEquals(train(new Settings(), 0, all, rest), lazy, 1e-5f);
  }

  @Test
  void isNotAdamElsewhere() {
    float[] lazy = train(LAZY, 0, FIRST, SECOND);
    float[] dense = train(new Settings(), 0, FIRST, SECOND);
    assertEquals(
        0.1, Math.abs(lazy[2] - dense[2]), 0.09); // row 1 is not updated in the second step
  }

  @Test
  void tenRunsEndInTheSameBits() {
    float[] first = train(LAZY, 0, FIRST, SECOND);
    for (int run = 1; run < 10; run++) {
      assertArrayEquals(first, train(LAZY, 0, FIRST, SECOND));
    }
  }

  @Test
  void aLossOverTheWholeTableIsRefused() {
    try (var test = new TestGraph()) {
      Ops tf = test.tf();
      var parameters = Parameters.fed(tf);
      var table = table(parameters);
      var adam = LAZY.create(test.graph(), tf, parameters.all(), 0);
      Operand<TFloat32> loss = tf.nn.l2Loss(table);
      var error = assertThrows(IllegalArgumentException.class, () -> adam.minimize(loss));
      assertEquals(
          "lazy Adam needs a loss that looks single rows of items/table up, found L2Loss of the"
              + " whole",
          error.getMessage());
    }
  }

  private static Operand<TFloat32> table(Parameters parameters) {
    return parameters.create(
        "items/table", VariableRole.ITEM_TABLE, Shape.of(ROWS, 2), Initializer.zeros());
  }

  private static float[] textbook(double clipNorm, int[][] first, int[][] second) {
    double[] x = new double[START.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = START[i];
    }
    double[] m = new double[x.length];
    double[] v = new double[x.length];
    for (int t = 1; t <= first.length; t++) {
      int[] named = new int[ROWS];
      for (int row : first[t - 1]) {
        named[row]++;
      }
      for (int row : second[t - 1]) {
        named[row]++;
      }
      double[] g = new double[x.length];
      double squares = 0;
      for (int i = 0; i < x.length; i++) {
        g[i] = named[i / 2] * 2 * (x[i] - 1);
        squares += g[i] * g[i];
      }
      double norm = Math.sqrt(squares);
      double factor = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
      double rate = 0.1 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      for (int i = 0; i < x.length; i++) {
        if (named[i / 2] > 0) {
          m[i] = 0.9 * m[i] + 0.1 * factor * g[i];
          v[i] = 0.999 * v[i] + 0.001 * factor * g[i] * factor * g[i];
          x[i] -= rate * m[i] / (Math.sqrt(v[i]) + 1e-7);
        }
      }
    }
    float[] end = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      end[i] = (float) x[i];
    }
    return end;
  }

  private static float[] train(Settings settings, double clipNorm, int[][] first, int[][] second) {
    try (var test = new TestGraph()) {
      Ops tf = test.tf();
      var parameters = Parameters.fed(tf);
      var table = table(parameters);
      var firstIds = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      var secondIds = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      var adam = settings.create(test.graph(), tf, parameters.all(), clipNorm);
      Op update =
          adam.minimize(
              tf.math.add(loss(tf, table, firstIds), loss(tf, table, secondIds)), "minimize");
      test.set(parameters.all().get(0), START);
      test.initialise(adam.state());
      for (int t = 1; t <= first.length; t++) {
        try (var ofFirst = TInt32.vectorOf(first[t - 1]);
            var ofSecond = TInt32.vectorOf(second[t - 1]);
            var rate = TFloat32.scalarOf(0.1f);
            var beta1Power = TFloat32.scalarOf(adam.scalars().get(0).at(t));
            var beta2Power = TFloat32.scalarOf(adam.scalars().get(1).at(t))) {
          test.session()
              .runner()
              .feed(firstIds, ofFirst)
              .feed(secondIds, ofSecond)
              .feed(adam.learningRate(), rate)
              .feed(adam.scalars().get(0).placeholder(), beta1Power)
              .feed(adam.scalars().get(1).placeholder(), beta2Power)
              .addTarget(update)
              .run()
              .close();
        }
      }
      return test.floatsOf(parameters.all().get(0));
    }
  }

  private static Operand<TFloat32> loss(Ops tf, Operand<TFloat32> table, Operand<TInt32> ids) {
    var errors = tf.math.sub(tf.gather(table, ids, tf.constant(0)), tf.constant(1f));
    return tf.reduceSum(tf.math.square(errors), tf.constant(new int[] {0, 1}));
  }
}
