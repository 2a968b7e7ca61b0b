package org.recjpq.graph.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;

class Gru4RecTest extends SequenceEncoderContract {
  @Override
  SequenceEncoder create(Parameters parameters, int length) {
    return new Gru4Rec(parameters, DIMENSION, length, 2, false);
  }

  @Test
  void aLaterItemNeverChangesAnEarlierPosition() {
    float[] vectors = randomVectors(4);
    float[] before = encode(vectors, 1, 1, 1, 1);
    for (int changed = 1; changed < 4; changed++) {
      float[] other = vectors.clone();
      other[changed * DIMENSION] += 1;
      float[] after = encode(other, 1, 1, 1, 1);
      for (int p = 0; p < changed; p++) {
        assertArrayEquals(row(before, p), row(after, p), "position " + p);
      }
    }
  }

  @Test
  void paddingLeavesTheStateAsItIsWhereverItStands() {
    float[] states = encode(randomVectors(4), 1, 1, 0, 0);
    assertArrayEquals(row(states, 1), row(states, 2));
    assertArrayEquals(row(states, 1), row(states, 3));
  }

  @Test
  void ofUnknownLengthsOnlyTheLongestRuns() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      var encoder = create(parameters, 6);
      test.initialise(parameters.all());
      var mask =
          test.tf()
              .placeholderWithDefault(
                  test.floatTensor(Shape.of(2, 3), 1, 1, 1, 1, 1, 1), Shape.of(-1, -1));
      var vectors =
          test.tf()
              .placeholderWithDefault(
                  test.floatTensor(Shape.of(2, 3, DIMENSION), new float[2 * 3 * DIMENSION]),
                  Shape.of(-1, -1, DIMENSION));
      var encoded = encoder.encode(test.tf(), vectors, mask, Dropout.none());
      var error = assertThrows(TFInvalidArgumentException.class, () -> test.floats(encoded));
      String message = String.valueOf(error.getMessage());
      assertTrue(message.contains("[2,3] is not compatible with expected shape [?,6]"), message);
    }
  }

  @Test
  void recurrentWeightsStartOrthonormal() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      create(parameters, 3);
      test.initialise(parameters.all());
      var recurrent =
          parameters.all().stream()
              .filter(variable -> variable.name().endsWith("layer_0/recurrent_kernel"))
              .findFirst()
              .orElseThrow();
      float[] kernel = test.floatsOf(recurrent); // [d, 3d]
      int width = 3 * DIMENSION;
      for (int a = 0; a < DIMENSION; a++) {
        for (int b = 0; b < DIMENSION; b++) {
          double product = 0;
          for (int i = 0; i < width; i++) {
            product += kernel[a * width + i] * kernel[b * width + i];
          }
          assertEquals(a == b ? 1 : 0, product, 1e-5, a + " by " + b);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 1", "4, 0, 1", "4, 3, 0"})
  void sizesThatDoNotFitAreRefused(int dimension, int length, int layers) {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Gru4Rec(parameters, dimension, length, layers, false));
      assertEquals(
          "dimension, length and layers must be at least 1, found %d, %d, %d"
              .formatted(dimension, length, layers),
          error.getMessage());
    }
  }
}
