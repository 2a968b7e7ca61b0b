package org.recjpq.graph.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Two sequences, the second with padding before its items; against one product of all scores. */
class CausalPatternTest {
  private static final int BATCH = 2;
  private static final int WIDTH = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void equalsAllScoresWithTheFutureForbidden(int length) {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var random = new SplittableRandom(length);
      var shape = Shape.of(BATCH, length, WIDTH);
      Operand<TFloat32> queries = test.floatTensor(shape, floats(random, length));
      Operand<TFloat32> keys = test.floatTensor(shape, floats(random, length));
      Operand<TFloat32> values = test.floatTensor(shape, floats(random, length));
      Operand<TFloat32> weights = test.floatTensor(shape, floats(random, length)); // of the loss
      float[] mask = new float[BATCH * length];
      float[] allowed = new float[BATCH * length * length];
      for (int b = 0; b < BATCH; b++) {
        int first = b * (length / 3);
        for (int key = first; key < length; key++) {
          mask[b * length + key] = 1;
          for (int query = key; query < length; query++) {
            allowed[(b * length + query) * length + key] = 1;
          }
        }
      }
      var halves =
          new CausalPattern(
              tf, test.floatTensor(Shape.of(BATCH, length), mask), tf.constant(length));
      var whole =
          AttentionPattern.Bias.allowing(
              tf, test.floatTensor(Shape.of(BATCH, length, length), allowed));
      var isItem = test.floatTensor(Shape.of(BATCH, length, 1), mask);
      float[][] expected = null;
      for (AttentionPattern pattern : List.of(whole, halves)) {
        var mixed = pattern.mix(tf, queries, keys, values, Dropout.none());
        var ofItems = tf.math.mul(mixed, isItem); // the result at padding does not matter
        Output<?>[] gradients =
            test.graph()
                .addGradients(
                    tf.math.mul(ofItems, weights).asOutput(),
                    new Output<?>[] {queries.asOutput(), keys.asOutput(), values.asOutput()});
        float[][] found =
            test.floats(
                List.of(
                    ofItems,
                    gradients[0].expect(TFloat32.class),
                    gradients[1].expect(TFloat32.class),
                    gradients[2].expect(TFloat32.class)));
        if (expected == null) {
          expected = found;
        }
        for (int i = 0; i < found.length; i++) {
          assertArrayEquals(expected[i], found[i], 1e-5f, "number " + i);
        }
      }
    }
  }

  private static float[] floats(SplittableRandom random, int length) {
    float[] floats = new float[BATCH * length * WIDTH];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (4 * random.nextDouble() - 2);
    }
    return floats;
  }
}
