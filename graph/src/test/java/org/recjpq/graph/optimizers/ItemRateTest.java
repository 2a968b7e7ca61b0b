package org.recjpq.graph.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.json.Json;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** The first step of Adam moves every number by the learning rate, whatever its gradient. */
class ItemRateTest {
  private static final float RATE = 0.5f;

  @ParameterizedTest
  @CsvSource({
    "KERNEL, false, 0.5", "POSITIONS, false, 0.5", "SUB_EMBEDDINGS, false, 0.125",
    "ITEM_BIAS, false, 0.125", "ITEM_TABLE, false, 0.125", "ITEM_TABLE, true, 0.125"
  })
  void parametersOfItemsHaveTheirOwnRate(VariableRole role, boolean lazy, float moved) {
    var settings = new Adam.Settings(0.9, 0.999, 1e-7, 0, lazy, 0.25);
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = new Parameters(tf, 1);
      var rows = parameters.create("x", role, Shape.of(2, 1), Initializer.ones());
      var other = parameters.create("y", VariableRole.KERNEL, Shape.of(1), Initializer.ones());
      Adam adam = settings.create(test.graph(), tf, parameters.all(), 0);
      Operand<TFloat32> both = // of row 1 and y
          tf.math.addN(
              List.of(
                  tf.nn.l2Loss(tf.gather(rows, tf.constant(new int[] {1}), tf.constant(0))),
                  tf.nn.l2Loss(other)));
      var update = adam.minimize(both);
      test.initialise(parameters.all());
      test.initialise(adam.state());
      step(test, adam, update);
      assertArrayEquals(new float[] {1, 1 - moved}, test.floatsOf(parameters.all().get(0)), 1e-5f);
      assertArrayEquals(new float[] {1 - RATE}, test.floatsOf(parameters.all().get(1)), 1e-5f);
    }
  }

  private static void step(TestGraph test, Adam adam, Op update) {
    Session.Runner runner = test.session().runner();
    List<Tensor> fed = new ArrayList<>();
    fed.add(TFloat32.scalarOf(RATE));
    runner.feed(adam.learningRate(), fed.get(0));
    for (StepScalar scalar : adam.scalars()) {
      TFloat32 value = TFloat32.scalarOf(scalar.at(1));
      fed.add(value);
      runner.feed(scalar.placeholder(), value);
    }
    runner.addTarget(update).run().close();
    fed.forEach(Tensor::close);
  }

  @Test
  void aRateThatIsNotPositiveIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Adam.Settings(0.9, 0.999, 1e-7, 0, false, 0));
    assertEquals("itemRate must be a positive number, found 0.0", error.getMessage());
  }

  /** Settings of earlier versions have no such rate. */
  @Test
  void withoutItsSettingItemsHaveTheSameRate() {
    var tree = Json.mapper().createObjectNode().put("type", "adam").put("weightDecay", 0.5);
    var read = Json.of(tree, OptimizerSettings.class);
    assertEquals(new Adam.Settings().withWeightDecay(0.5), read);
    assertEquals(1, new Adam.Settings().itemRate());
  }
}
