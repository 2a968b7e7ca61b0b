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
import org.tensorflow.ndarray.Shape;

/** {@code GoldenScoresTest} compares it with PyTorch. */
class LiGrTest extends SequenceEncoderContract {
  @Override
  SequenceEncoder create(Parameters parameters, int length) {
    return new LiGr(parameters, new EncoderShape(DIMENSION, LONGEST, false), 2, 2, 6);
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
        assertArrayEquals(row(before, p), row(after, p), changed + " to " + p);
      }
      for (int p = changed; p < 4; p++) {
        assertTrue(distance(row(before, p), row(after, p)) > 1e-4, changed + " to " + p);
      }
    }
  }

  /** x + ½·0 + ½·0: an input passes unchanged through layers whose projections are zero. */
  @Test
  void residualsAreThoseOfTheInputAndNotOfItsNorm() {
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var encoder = create(parameters, 2);
      parameters.all().forEach(variable -> test.set(variable, new float[(int) variable.size()]));
      float[] vectors = {3, -1, 2, 5, 0.5f, 0, -4, 1};
      var encoded =
          encoder.encode(
              test.tf(),
              test.floatTensor(Shape.of(1, 2, DIMENSION), vectors),
              test.floatTensor(Shape.of(1, 2), 1, 1),
              Dropout.none());
      assertArrayEquals(vectors, test.floats(encoded));
    }
  }

  @Test
  void dropoutStrikesWhereThePublishedCodeDrops() {
    // after the embedding; in each block at the attention weights, which come in two halves of two
    // heads, after the output projection, inside the feed-forward part and after it
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var encoder = create(Parameters.fed(tf), 1);
      var vectors = test.floatTensor(Shape.of(1, 1, DIMENSION), new float[DIMENSION]);
      var mask = test.floatTensor(Shape.of(1, 1), 1);
      encoder.encode(tf, vectors, mask, Dropout.of(0.5, 1, tf.constant(1L)));
      long masks =
          test.graph().toGraphDef().getNodeList().stream()
              .filter(node -> node.getOp().equals("StatelessRandomUniformFullInt"))
              .count();
      assertEquals(1 + 2 * (2 * 2 + 3), masks);
    }
  }

  /** The limit of a uniform distribution is √3 times its standard deviation. */
  @ParameterizedTest
  @CsvSource({
    "ligr/positions, 64, 32",
    "ligr/block_0/query/kernel, 32, 96",
    "ligr/block_0/key/kernel, 32, 96",
    "ligr/block_0/value/kernel, 32, 96",
    "ligr/block_0/output/kernel, 32, 32",
    "ligr/block_0/attention_residual/kernel, 32, 32",
    "ligr/block_0/forward_gate/kernel, 32, 128",
    "ligr/block_0/forward_value/kernel, 32, 128",
    "ligr/block_0/forward_output/kernel, 128, 32",
    "ligr/block_0/forward_residual/kernel, 32, 32",
  })
  void matricesStartWithGlorotsVariance(String name, int in, int out) {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      new LiGr.Settings(1, 1, 0).create(parameters, new EncoderShape(32, 64, false));
      test.initialise(parameters.all());
      var matrix =
          parameters.all().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
      double deviation = Math.sqrt(2.0 / (in + out));
      double squares = 0;
      float[] values = test.floatsOf(matrix);
      for (float value : values) {
        assertTrue(Math.abs(value) <= Math.sqrt(3) * deviation + 1e-6, "found " + value);
        squares += value * value;
      }
      assertEquals(deviation, Math.sqrt(squares / values.length), 0.06 * deviation);
    }
  }

  @Test
  void everythingElseStartsAtOneOrZero() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      create(parameters, LONGEST);
      test.initialise(parameters.all());
      int tested = 0;
      for (var variable : parameters.all()) {
        if (variable.name().endsWith("kernel") || variable.name().endsWith("positions")) {
          continue;
        }
        float first = variable.name().endsWith("gamma") ? 1 : 0;
        for (float value : test.floatsOf(variable)) {
          assertEquals(first, value, variable.name());
        }
        tested++;
      }
      // a block has two norms of two vectors, and six layers with a bias
      assertEquals(2 * (2 * 2 + 6), tested);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | 6 | blocks must be at least 1, found 0",
        "1 | 1 | 0 | feedForward must be at least 1, found 0",
        "1 | 3 | 6 | dimension must be a positive multiple of the heads, found dimension 8 and 3"
            + " heads",
      })
  void sizesThatDoNotFitAreRefused(int blocks, int heads, int feedForward, String message) {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      var shape = new EncoderShape(8, 7, false);
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> new LiGr(parameters, shape, blocks, heads, feedForward));
      assertEquals(message, error.getMessage());
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused("blocks must be at least 1, found 0", 0, 1, 0);
    assertRefused("heads must be at least 1, found 0", 1, 0, 0);
    assertRefused(
        "feedForward must be at least 1, or 0 for four times the dimension, found -1", 1, 1, -1);
  }

  private static void assertRefused(String message, int blocks, int heads, int feedForward) {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new LiGr.Settings(blocks, heads, feedForward));
    assertEquals(message, error.getMessage());
  }
}
