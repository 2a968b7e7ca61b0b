package org.recjpq.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

class ParametersTest {
  private static final Shape MATRIX = Shape.of(30, 20);

  @Test
  void namesOfOpsAreExactlyThoseAskedFor() {
    for (boolean fed : new boolean[] {false, true}) {
      try (var test = new TestGraph()) {
        var tf = test.tf().withSubScope("elsewhere");
        var parameters = fed ? Parameters.fed(tf) : new Parameters(tf, 1);
        parameters.create(
            "sasrec/block_0/query/kernel", VariableRole.KERNEL, MATRIX, Initializer.zeros());
        parameters.create(
            "sasrec/block_0/query/bias", VariableRole.BIAS, Shape.of(20), Initializer.zeros());
        assertNotNull(test.graph().operation("sasrec/block_0/query/kernel"));
        assertNotNull(test.graph().operation("sasrec/block_0/query/bias/read"));
        assertNotNull(test.graph().operation("sasrec/block_0/query/bias/initial"));
        assertNotNull(test.graph().operation("sasrec/block_0/query/bias/assign"));
        assertEquals(620, parameters.count());
      }
    }
  }

  @Test
  void firstValuesDependOnSeedAndNameOnly() {
    float[] values = firstValues(7, "a");
    assertArrayEquals(values, firstValues(7, "a"));
    assertFalse(Arrays.equals(values, firstValues(8, "a")));
    assertFalse(Arrays.equals(values, firstValues(7, "b")));
  }

  private static float[] firstValues(long seed, String name) {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), seed);
      parameters.create("other" + seed, VariableRole.OTHER, MATRIX, Initializer.ones());
      parameters.create(name, VariableRole.OTHER, MATRIX, Initializer.uniform(1));
      test.initialise(parameters.all());
      return test.floatsOf(parameters.all().get(1));
    }
  }

  @Test
  void initializersKeepTheirRanges() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 3);
      parameters.create("uniform", VariableRole.OTHER, MATRIX, Initializer.uniform(0.05));
      parameters.create("glorot", VariableRole.OTHER, MATRIX, Initializer.glorotUniform());
      parameters.create("zeros", VariableRole.OTHER, MATRIX, Initializer.zeros());
      parameters.create("ones", VariableRole.OTHER, MATRIX, Initializer.ones());
      test.initialise(parameters.all());
      assertUniform(0.05, test.floatsOf(parameters.all().get(0)));
      assertUniform(Math.sqrt(6.0 / 50), test.floatsOf(parameters.all().get(1)));
      assertArrayEquals(new float[600], test.floatsOf(parameters.all().get(2)));
      float[] ones = new float[600];
      Arrays.fill(ones, 1);
      assertArrayEquals(ones, test.floatsOf(parameters.all().get(3)));
    }
  }

  /**
   * Checks 600 values: all within the limit, the extremes near it, mean and variance as expected.
   */
  private static void assertUniform(double limit, float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      squares += value * value;
    }
    assertTrue(min >= -limit && min < -0.97 * limit, "min " + min);
    assertTrue(max <= limit && max > 0.97 * limit, "max " + max);
    assertEquals(0, sum / values.length, 0.1 * limit);
    assertEquals(limit * limit / 3, squares / values.length, 0.05 * limit * limit);
  }

  @Test
  void fedValuesReplaceTheFirstOnes() {
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      parameters.create("a", VariableRole.OTHER, Shape.of(2), Initializer.ones());
      test.set(parameters.all().get(0), 3, 4);
      assertArrayEquals(new float[] {3, 4}, test.floatsOf(parameters.all().get(0)));
    }
  }

  @Test
  void aNameIsTakenOnlyOnce() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      parameters.create("a", VariableRole.OTHER, MATRIX, Initializer.zeros());
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> parameters.create("a", VariableRole.OTHER, MATRIX, Initializer.zeros()));
      assertEquals("parameter a exists already", error.getMessage());
    }
  }

  @Test
  void anEagerSessionHasNoParameters() {
    try (var eager = EagerSession.create()) {
      var tf = Ops.create(eager);
      var error = assertThrows(IllegalArgumentException.class, () -> new Parameters(tf, 1));
      assertEquals("parameters live in a graph; create tf with a Graph", error.getMessage());
    }
  }
}
