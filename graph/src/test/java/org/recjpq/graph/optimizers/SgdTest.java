package org.recjpq.graph.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** Minimises x² + 2·y² from (4, 1): gradients are 2x and 4y. The learning rate is 0.125. */
class SgdTest {
  @Test
  void plainDescentByHand() {
    // x: 4 - 0.125·8 = 3, then 3 - 0.125·6 = 2.25; y: 1 - 0.125·4 = 0.5, then 0.25
    assertArrayEquals(new float[] {2.25f, 0.25f}, train(new Sgd.Settings(), 0, 2));
  }

  @Test
  void momentumByHand() {
    // x: v = 8, x = 3; v = 4 + 6 = 10, x = 1.75; v = 5 + 3.5 = 8.5, x = 0.6875
    // y: v = 4, y = 0.5; v = 2 + 2 = 4, y = 0; v = 2 + 0 = 2, y = -0.25
    assertArrayEquals(new float[] {0.6875f, -0.25f}, train(new Sgd.Settings(0.5), 0, 3));
  }

  @Test
  void clippingByHand() {
    // the gradient (8, 4) has norm √80; scaled down to 2 it is (16, 8) / √80
    float root = (float) Math.sqrt(80);
    float[] expected = {4 - 0.125f * 16 / root, 1 - 0.125f * 8 / root};
    assertArrayEquals(expected, train(new Sgd.Settings(), 2, 1), 1e-6f);
  }

  @Test
  void onlyMomentumIsRemembered() {
    assertEquals(0, new Sgd.Settings().statesPerParameter());
    assertEquals(List.of(), states(new Sgd.Settings()));
    assertEquals(1, new Sgd.Settings(0.9).statesPerParameter());
    assertEquals(List.of("sgd/velocity/xy"), states(new Sgd.Settings(0.9)));
  }

  @Test
  void optimizersAreFoundByTheirNamesWithTheirDefaults() {
    assertEquals(
        List.of(new Adam.Settings(0.9, 0.999, 1e-7, 0, false, 1), new Sgd.Settings(0)),
        Parts.all(OptimizerSettings.class));
    assertEquals("adam, sgd", Parts.names(OptimizerSettings.class));
  }

  @Test
  void aMomentumOutOfRangeIsRefused() {
    var error = assertThrows(IllegalArgumentException.class, () -> new Sgd.Settings(1));
    assertEquals("momentum must lie in [0, 1), found 1.0", error.getMessage());
  }

  private static List<String> states(Sgd.Settings settings) {
    try (var problem = new Problem(settings, 0)) {
      return problem.sgd.state().stream().map(NamedVariable::name).toList();
    }
  }

  private static float[] train(Sgd.Settings settings, double clipNorm, int steps) {
    try (var problem = new Problem(settings, clipNorm)) {
      for (int step = 1; step <= steps; step++) {
        problem.step();
      }
      return problem.test.floatsOf(problem.parameter);
    }
  }

  private static final class Problem implements AutoCloseable {
    private final TestGraph test = new TestGraph();
    private final NamedVariable parameter;
    private final StepOptimizer sgd;
    private final Op update;

    Problem(Sgd.Settings settings, double clipNorm) {
      var tf = test.tf();
      var parameters = Parameters.fed(tf);
      var xy = parameters.create("xy", VariableRole.OTHER, Shape.of(2), Initializer.zeros());
      parameter = parameters.all().get(0);
      sgd = settings.create(test.graph(), tf, parameters.all(), clipNorm);
      var weighted = tf.math.mul(tf.constant(new float[] {1, 2}), tf.math.square(xy));
      update = sgd.minimize(tf.reduceSum(weighted, tf.constant(0)));
      test.set(parameter, 4, 1);
      if (!sgd.state().isEmpty()) {
        test.initialise(sgd.state());
      }
    }

    void step() {
      try (var rate = TFloat32.scalarOf(0.125f)) {
        assertEquals(List.of(), sgd.scalars());
        test.session().runner().feed(sgd.learningRate(), rate).addTarget(update).run().close();
      }
    }

    @Override
    public void close() {
      test.close();
    }
  }
}
