package org.recjpq.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class CustomGradientTest {
  /** For x·y it returns 10·g·saved for x and 100·g for y, which no other gradient would. */
  private static final CustomGradient WRONG_ON_PURPOSE =
      CustomGradient.named(
          "wrong_on_purpose",
          (tf, gradient, inputs, saved) -> {
            var number = tf.dtypes.cast((Operand<TInt32>) saved.get(0), TFloat32.class);
            var tenfold = tf.math.mul(gradient, tf.constant(10f));
            return List.of(tf.math.mul(tenfold, number), tf.math.mul(tenfold, tf.constant(10f)));
          });

  @Test
  void eachInputGetsItsCustomGradientAndNothingElseGetsOne() {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var x = test.floatTensor(Shape.of(2), 3, 4);
      var y = test.floatTensor(Shape.of(2), 5, 6);
      var other = test.floatTensor(Shape.of(2), 1, 1);
      var product = tf.math.mul(tf.math.mul(x, y), other);
      var value =
          WRONG_ON_PURPOSE.of(
              tf, product, List.of(x, y), List.of(test.intTensor(Shape.of(2), 7, 8)));
      var loss = tf.math.mul(tf.math.add(value, other), tf.constant(2f)); // gradient 2 upstream
      Output<?>[] gradients =
          test.graph()
              .addGradients(
                  loss.asOutput(), new Output<?>[] {x.asOutput(), y.asOutput(), other.asOutput()});
      assertArrayEquals(new float[] {15, 24}, test.floats(value));
      assertArrayEquals(new float[] {140, 160}, floats(test, gradients[0]));
      assertArrayEquals(new float[] {200, 200}, floats(test, gradients[1]));
      assertArrayEquals(new float[] {2, 2}, floats(test, gradients[2])); // of the sum only
    }
  }

  @Test
  void knownDerivativesAreTakenTimesTheGradient() {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var x = test.floatTensor(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
      var derivatives = test.floatTensor(Shape.of(2, 3), 1, 0, 2, 0, 3, 0);
      var value = CustomGradient.of(tf, test.floatTensor(Shape.of(3), 7, 8, 9), x, derivatives);
      var loss = tf.math.mul(value, test.floatTensor(Shape.of(3), 1, 10, 100));
      Output<?>[] gradients =
          test.graph().addGradients(loss.asOutput(), new Output<?>[] {x.asOutput()});
      assertArrayEquals(new float[] {7, 8, 9}, test.floats(value));
      assertArrayEquals(new float[] {1, 0, 200, 0, 30, 0}, floats(test, gradients[0]));
    }
  }

  @Test
  void aNameIsGivenOnce() {
    var error =
        assertThrows(
            IllegalStateException.class,
            () -> CustomGradient.named("wrong_on_purpose", (tf, g, inputs, saved) -> inputs));
    assertEquals("two gradients have the name wrong_on_purpose", error.getMessage());
  }

  private static float[] floats(TestGraph test, Output<?> gradient) {
    return test.floats(gradient.expect(TFloat32.class));
  }
}
