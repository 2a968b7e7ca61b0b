package org.recjpq.graph.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;

class Bert4RecTest extends SequenceEncoderContract {
  private static final Bert4Rec.Sizes SIZES = new Bert4Rec.Sizes(DIMENSION, LONGEST, 2, 2, 6);

  @Override
  SequenceEncoder create(Parameters parameters, int length) {
    return new Bert4Rec(parameters, SIZES, false);
  }

  @Test
  void everyPositionSeesEveryOther() {
    float[] vectors = randomVectors(4);
    float[] before = encode(vectors, 1, 1, 1, 1);
    for (int changed = 0; changed < 4; changed++) {
      float[] other = vectors.clone();
      other[changed * DIMENSION] += 1;
      float[] after = encode(other, 1, 1, 1, 1);
      for (int p = 0; p < 4; p++) {
        assertTrue(distance(row(before, p), row(after, p)) > 1e-4, changed + " to " + p);
      }
    }
  }

  @Test
  void paddingIsSeenOnlyIfAskedFor() {
    var attending =
        new SequenceEncoderContract() {
          @Override
          SequenceEncoder create(Parameters parameters, int length) {
            return new Bert4Rec(parameters, SIZES, true);
          }
        };
    float[] vectors = randomVectors(3);
    assertArrayEquals(
        attending.encode(vectors, 1, 1, 1), attending.encode(vectors, 0, 1, 1), "mask not read");
    assertArrayEquals(encode(vectors, 1, 1, 1), attending.encode(vectors, 1, 1, 1), 1e-6f);
    assertTrue(distance(encode(vectors, 0, 1, 1), attending.encode(vectors, 0, 1, 1)) > 1e-3);
  }

  @Test
  void weightsStartAsBertsDo() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      new Bert4Rec(parameters, new Bert4Rec.Sizes(32, 8, 1, 2, 64), false);
      test.initialise(parameters.all());
      for (var variable : parameters.all()) {
        float[] values = test.floatsOf(variable);
        if (variable.name().endsWith("kernel") || variable.name().endsWith("positions")) {
          double squares = 0;
          for (float value : values) {
            assertTrue(Math.abs(value) <= 0.04, variable.name() + " holds " + value);
            squares += value * value;
          }
          // a normal distribution truncated at two standard deviations has 0.88 of its standard
          // deviation
          assertEquals(0.0176, Math.sqrt(squares / values.length), 0.002, variable.name());
        } else if (!variable.name().endsWith("type")) {
          float first = variable.name().endsWith("gamma") ? 1 : 0;
          for (float value : values) {
            assertEquals(first, value, variable.name());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8 | 1 | 1 | 1 | 6 | maxLength must be at least 2, an item and the mask, found 1",
        "8 | 7 | 0 | 1 | 6 | layers and feedForward must be at least 1, found 0 and 6",
        "8 | 7 | 1 | 1 | 0 | layers and feedForward must be at least 1, found 1 and 0",
        "8 | 7 | 1 | 3 | 6 | dimension must be a positive multiple of the heads, found dimension 8"
            + " and 3 heads",
      })
  void sizesThatDoNotFitAreRefused(
      int dimension, int maxLength, int layers, int heads, int feedForward, String message) {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  new Bert4Rec(
                      parameters,
                      new Bert4Rec.Sizes(dimension, maxLength, layers, heads, feedForward),
                      false));
      assertEquals(message, error.getMessage());
    }
  }
}
