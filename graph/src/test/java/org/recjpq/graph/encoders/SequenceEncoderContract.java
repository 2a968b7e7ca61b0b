package org.recjpq.graph.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The contract of every encoder, with random weights that are larger than the usual initial ones.
 */
abstract class SequenceEncoderContract {
  static final int DIMENSION = 4;
  static final int LONGEST = 7;
  private static final int LENGTH = 5;
  private static final float[] ALL_ITEMS = {1, 1, 1, 1, 1};
  private static final float DELTA = 1e-2f;

  /**
   * An encoder of {@link #DIMENSION} columns.
   *
   * @param length L of the sequences to encode, at most {@link #LONGEST}
   */
  abstract SequenceEncoder create(Parameters parameters, int length);

  @Test
  void leftPaddingChangesNoOutput() {
    float[] vectors = randomVectors(LENGTH);
    float[] plain = encode(vectors, ALL_ITEMS);
    int padding = LONGEST - LENGTH;
    float[] longer = new float[LONGEST * DIMENSION];
    Arrays.fill(longer, 0.7f); // the content of the padding row
    System.arraycopy(vectors, 0, longer, padding * DIMENSION, vectors.length);
    float[] padded = encode(longer, 0, 0, 1, 1, 1, 1, 1);
    for (int p = 0; p < LENGTH; p++) {
      assertArrayEquals(row(plain, p), row(padded, p + padding), 1e-5f, "position " + p);
    }
  }

  @Test
  void whatStandsInAPaddedPositionNeverMatters() {
    float[] vectors = randomVectors(LENGTH);
    float[] other = vectors.clone();
    Arrays.fill(other, 0, 2 * DIMENSION, -70f);
    float[] mask = {0, 0, 1, 1, 1};
    float[] first = encode(vectors, mask);
    float[] second = encode(other, mask);
    for (int p = 2; p < LENGTH; p++) {
      assertArrayEquals(row(first, p), row(second, p), "position " + p);
    }
  }

  @Test
  void everyItemUpToAPositionMatters() {
    float[] vectors = randomVectors(LENGTH);
    float[] before = row(encode(vectors, ALL_ITEMS), LENGTH - 1);
    for (int changed = 0; changed < LENGTH; changed++) {
      float[] other = vectors.clone();
      other[changed * DIMENSION] += 1;
      float[] after = row(encode(other, ALL_ITEMS), LENGTH - 1);
      double distance = distance(before, after);
      assertTrue(distance > 1e-4, "item " + changed + " moves it by " + distance);
    }
  }

  @Test
  void aSequenceOfPaddingAloneGivesNumbers() {
    for (float value : encode(randomVectors(LENGTH), 0, 0, 0, 0, 0)) {
      assertTrue(Float.isFinite(value));
    }
  }

  @Test
  void withoutDropoutEveryRunGivesTheSameBits() {
    float[] vectors = randomVectors(LENGTH);
    assertArrayEquals(encode(vectors, ALL_ITEMS), encode(vectors, ALL_ITEMS));
  }

  /** A full sequence, one padded on the left, and one of padding only. */
  @Test
  void theLastPositionAloneIsThatOfAll() {
    float[] masks = {1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    int sequences = masks.length / LENGTH;
    try (var test = new TestGraph()) {
      var encoder = encoder(test, new ArrayList<>(), LENGTH);
      var vectors =
          test.floatTensor(
              Shape.of(sequences, LENGTH, DIMENSION), randomVectors(sequences * LENGTH));
      var mask = test.floatTensor(Shape.of(sequences, LENGTH), masks);
      float[] all = test.floats(encoder.encode(test.tf(), vectors, mask, Dropout.none()));
      float[] last = test.floats(encoder.encodeLast(test.tf(), vectors, mask));
      assertEquals(sequences * DIMENSION, last.length);
      for (int s = 0; s < sequences; s++) {
        assertArrayEquals(row(all, (s + 1) * LENGTH - 1), row(last, s), 1e-5f, "sequence " + s);
      }
    }
  }

  @Test
  void dropoutChangesTheVectors() {
    try (var test = new TestGraph()) {
      var encoder = encoder(test, new ArrayList<>(), LENGTH);
      var vectors = test.floatTensor(Shape.of(1, LENGTH, DIMENSION), randomVectors(LENGTH));
      var mask = test.floatTensor(Shape.of(1, LENGTH), ALL_ITEMS);
      var dropout = Dropout.of(0.5, 1, test.tf().constant(1L));
      float[] dropped = test.floats(encoder.encode(test.tf(), vectors, mask, dropout));
      float[] kept = test.floats(encoder.encode(test.tf(), vectors, mask, Dropout.none()));
      assertTrue(distance(dropped, kept) > 1e-2);
    }
  }

  /** Along a random direction for each parameter, a padded position included in the sequence. */
  @Test
  void gradientsEqualFiniteDifferences() {
    try (var test = new TestGraph()) {
      List<NamedVariable> variables = new ArrayList<>();
      var encoder = encoder(test, variables, LENGTH);
      var vectors = test.floatTensor(Shape.of(1, LENGTH, DIMENSION), randomVectors(LENGTH));
      var mask = test.floatTensor(Shape.of(1, LENGTH), 0, 1, 1, 1, 1);
      var encoded = encoder.encode(test.tf(), vectors, mask, Dropout.none());
      var value = weightedSumOfItems(test, encoded);
      float[][] gradients = test.floats(test.gradients(value, variables));
      for (int v = 0; v < gradients.length; v++) {
        NamedVariable variable = variables.get(v);
        float[] weights = test.floatsOf(variable);
        float[] direction = random("direction of " + variable.name(), weights.length, 1);
        test.set(variable, moved(weights, direction, DELTA));
        float up = test.floats(value)[0];
        test.set(variable, moved(weights, direction, -DELTA));
        float down = test.floats(value)[0];
        test.set(variable, weights);
        double expected = (up - down) / (2.0 * DELTA);
        double actual = 0;
        for (int i = 0; i < weights.length; i++) {
          actual += gradients[v][i] * direction[i];
        }
        assertEquals(expected, actual, 2e-3 + 0.01 * Math.abs(expected), variable.name());
      }
    }
  }

  /** A sum in which no normalised row cancels out; the first position is padding. */
  private static Operand<TFloat32> weightedSumOfItems(TestGraph test, Operand<TFloat32> encoded) {
    var tf = test.tf();
    float[] factors = random("factors", LENGTH * DIMENSION, 1);
    Arrays.fill(factors, 0, DIMENSION, 0);
    var weighted = tf.math.mul(encoded, test.floatTensor(Shape.of(1, LENGTH, DIMENSION), factors));
    return tf.reduceSum(weighted, tf.constant(new int[] {0, 1, 2}));
  }

  private static float[] moved(float[] weights, float[] direction, float step) {
    float[] moved = new float[weights.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = weights[i] + step * direction[i];
    }
    return moved;
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Encodes one sequence as long as its mask: [L·d]. */
  final float[] encode(float[] vectors, float... mask) {
    try (var test = new TestGraph()) {
      var encoder = encoder(test, new ArrayList<>(), mask.length);
      return test.floats(
          encoder.encode(
              test.tf(),
              test.floatTensor(Shape.of(1, mask.length, DIMENSION), vectors),
              test.floatTensor(Shape.of(1, mask.length), mask),
              Dropout.none()));
    }
  }

  /** The encoder with weights that depend only on their names. */
  private SequenceEncoder encoder(TestGraph test, List<NamedVariable> variables, int length) {
    var parameters = Parameters.fed(test.tf());
    SequenceEncoder encoder = create(parameters, length);
    for (NamedVariable variable : parameters.all()) {
      float[] weights = random(variable.name(), (int) variable.size(), 0.8);
      float centre = variable.name().endsWith("gamma") ? 1 : 0; // far below 1 little gets through
      test.set(variable, moved(weights, ones(weights.length), centre));
    }
    variables.addAll(parameters.all());
    return encoder;
  }

  static float[] randomVectors(int length) {
    return random("vectors", length * DIMENSION, 1);
  }

  private static float[] random(String name, int count, double limit) {
    var random = new SplittableRandom(name.hashCode());
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (limit * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  static float[] row(float[] vectors, int position) {
    return Arrays.copyOfRange(vectors, position * DIMENSION, (position + 1) * DIMENSION);
  }

  static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
