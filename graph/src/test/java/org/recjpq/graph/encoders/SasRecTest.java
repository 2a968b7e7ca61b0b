package org.recjpq.graph.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.ReferenceModel;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.items.JpqEmbedding;
import org.tensorflow.ndarray.Shape;

class SasRecTest extends SequenceEncoderContract {
  private static final int ITEMS = 30;
  private static final int PADDING = ITEMS;
  private static final int WIDTH = 8;
  private static final int MAX_LENGTH = 9;
  private static final int[] SEQUENCE = {3, 14, 15, 9, 26, 5};

  @Override
  SequenceEncoder create(Parameters parameters, int length) {
    return new SasRec(parameters, DIMENSION, LONGEST, 2, 2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "3, 4"})
  void equalsThePlainJavaModel(int blocks, int heads) {
    try (var fixture = new Fixture(blocks, heads)) {
      for (int[] ids : new int[][] {SEQUENCE, padded(3), {7}, {PADDING, PADDING, 4, 4}}) {
        float[] actual = fixture.encode(ids);
        double[][] expected = fixture.reference.encode(ids);
        for (int p = 0; p < ids.length; p++) {
          if (ids[p] != PADDING) {
            assertClose(expected[p], columns(actual, p));
          }
        }
      }
    }
  }

  private static void assertClose(double[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 2e-5, "column " + i);
    }
  }

  @Test
  void aLaterItemNeverChangesAnEarlierPosition() {
    try (var fixture = new Fixture(2, 2)) {
      float[] before = fixture.encode(SEQUENCE);
      for (int changed = 1; changed < SEQUENCE.length; changed++) {
        int[] ids = SEQUENCE.clone();
        ids[changed] = 21;
        float[] after = fixture.encode(ids);
        for (int p = 0; p < changed; p++) {
          assertArrayEquals(columns(before, p), columns(after, p), "position " + p);
        }
        for (int p = changed; p < ids.length; p++) {
          assertTrue(distance(columns(before, p), columns(after, p)) > 1e-3, "position " + p);
        }
      }
    }
  }

  @Test
  void dropoutStrikesAtEveryPlaceThatThePaperNames() {
    // embedding, then for each block the attention weights, which come in two halves, and two
    // points of the feed-forward part
    try (var fixture = new Fixture(2, 1)) {
      var tf = fixture.test.tf();
      long before = randomMasks(fixture.test);
      var vectors = fixture.test.floatTensor(Shape.of(1, 1, WIDTH), new float[WIDTH]);
      var mask = fixture.test.floatTensor(Shape.of(1, 1), 1);
      fixture.encoder.encode(tf, vectors, mask, Dropout.of(0.5, 1, tf.constant(1L)));
      assertEquals(1 + 2 * (2 + 2), randomMasks(fixture.test) - before);
    }
  }

  private static long randomMasks(TestGraph test) {
    return test.graph().toGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().equals("StatelessRandomUniformFullInt"))
        .count();
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      var heads =
          assertThrows(IllegalArgumentException.class, () -> new SasRec(parameters, 8, 9, 2, 3));
      assertEquals(
          "dimension must be a positive multiple of the heads, found dimension 8 and 3 heads",
          heads.getMessage());
      var blocks =
          assertThrows(IllegalArgumentException.class, () -> new SasRec(parameters, 8, 9, 0, 1));
      assertEquals("blocks must be at least 1, found 0", blocks.getMessage());
    }
  }

  private static int[] padded(int padding) {
    int[] ids = new int[padding + SEQUENCE.length];
    Arrays.fill(ids, 0, padding, PADDING);
    System.arraycopy(SEQUENCE, 0, ids, padding, SEQUENCE.length);
    return ids;
  }

  private static float[] columns(float[] vectors, int position) {
    return Arrays.copyOfRange(vectors, position * WIDTH, (position + 1) * WIDTH);
  }

  /** An encoder with random weights, larger than the usual initial ones, and the same in Java. */
  private static final class Fixture implements AutoCloseable {
    private final TestGraph test = new TestGraph();
    private final JpqEmbedding items;
    private final SasRec encoder;
    private final ReferenceModel reference;

    Fixture(int blocks, int heads) {
      var random = new SplittableRandom(11);
      ItemCodes codes =
          ItemCodes.generate(new CodeShape(2, 16), ITEMS + 2, (r, s) -> random.nextInt(16));
      var parameters = Parameters.fed(test.tf());
      items = new JpqEmbedding(parameters, codes, WIDTH);
      encoder = new SasRec(parameters, WIDTH, MAX_LENGTH, blocks, heads);
      reference = new ReferenceModel(WIDTH, MAX_LENGTH, blocks, heads, codes);
      for (NamedVariable variable : parameters.all()) {
        float[] values = new float[(int) variable.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (1.6 * random.nextDouble() - 0.8);
        }
        test.set(variable, values);
        reference.set(variable.name(), values);
      }
    }

    float[] encode(int[] ids) {
      var tf = test.tf();
      var id = test.intTensor(Shape.of(1, ids.length), ids);
      float[] mask = new float[ids.length];
      for (int p = 0; p < ids.length; p++) {
        mask[p] = ids[p] == PADDING ? 0 : 1;
      }
      var vectors =
          encoder.encode(
              tf,
              items.embed(tf, id),
              test.floatTensor(Shape.of(1, ids.length), mask),
              Dropout.none());
      return test.floats(vectors);
    }

    @Override
    public void close() {
      test.close();
    }
  }
}
