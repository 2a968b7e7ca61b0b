package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.ReferenceModel;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.tensorflow.ndarray.Shape;

/**
 * SASRec, RecJPQ and gBCE together: loss and the gradients of every parameter against the plain
 * Java model, whose gradients are finite differences in double.
 */
class GradientTest {
  private static final int ITEMS = 20;
  private static final int SEQUENCES = 3;
  private static final int LENGTH = 5;
  private static final double DELTA = 1e-5;

  /** 3 negatives are composed, 20 are looked up in the table of sub-scores. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void lossAndGradientsEqualThoseOfThePlainJavaModel(int negatives) {
    var random = new SplittableRandom(negatives);
    var config = new ModelConfig(new SasRec.Settings(2, 2), new JpqEmbedding.Settings(), 8, 7, 0);
    ItemCodes codes =
        ItemCodes.generate(new CodeShape(4, 5), ITEMS + 2, (row, split) -> random.nextInt(5));
    var batch = new Batch(random, negatives);
    var bce = new BinaryCrossEntropy(negatives, 0.7, ITEMS);
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = Parameters.fed(tf);
      var model = SequentialModel.create(parameters, config, ITEMS, codes);
      var reference = new ReferenceModel(8, 7, 2, 2, codes);
      for (NamedVariable variable : parameters.all()) {
        float[] values = randomFloats(random, (int) variable.size());
        test.set(variable, values);
        reference.set(variable.name(), values);
      }
      model.initialise(test.session());
      int[] positions = batch.positions();
      var loss =
          test.loss(
              bce,
              model.items(),
              model.encodeAt(
                  tf,
                  test.intTensor(Shape.of(SEQUENCES, LENGTH), flat(batch.inputs)),
                  test.intTensor(Shape.of(positions.length), positions),
                  Dropout.none()),
              test.targets(
                  test.intTensor(
                      Shape.of(positions.length, 1), at(positions, flat(batch.positives), 1)),
                  test.intTensor(
                      Shape.of(positions.length, negatives),
                      at(positions, flat(flatten(batch.negatives)), negatives))));
      assertEquals(batch.loss(reference, bce.beta()), test.floats(loss)[0], 1e-5);
      var gradients = test.floats(test.gradients(loss, parameters.all()));
      for (int i = 0; i < gradients.length; i++) {
        String name = parameters.all().get(i).name();
        assertGradient(batch, reference, bce.beta(), name, gradients[i]);
      }
    }
  }

  private static void assertGradient(
      Batch batch, ReferenceModel reference, double beta, String name, float[] gradient) {
    double[] weights = reference.weights(name);
    double largest = 0;
    for (int i = 0; i < weights.length; i++) {
      double value = weights[i];
      weights[i] = value + DELTA;
      double up = batch.loss(reference, beta);
      weights[i] = value - DELTA;
      double down = batch.loss(reference, beta);
      weights[i] = value;
      double expected = (up - down) / (2 * DELTA);
      assertEquals(expected, gradient[i], 1e-6 + 1e-4 * Math.abs(expected), name + " at " + i);
      largest = Math.max(largest, Math.abs(expected));
    }
    boolean vanishes =
        name.endsWith("key/bias"); // the softmax is invariant to a shift of all scores
    assertTrue(vanishes || largest > 2e-5, name + " has a largest gradient of " + largest);
  }

  private static float[] randomFloats(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (1.4 * random.nextDouble() - 0.7);
    }
    return values;
  }

  private static int[][] flatten(int[][][] values) {
    return Arrays.stream(values).flatMap(Arrays::stream).toArray(int[][]::new);
  }

  /** The {@code width} values of each position. */
  private static int[] at(int[] positions, int[] values, int width) {
    return Arrays.stream(positions)
        .flatMap(p -> Arrays.stream(values, p * width, (p + 1) * width))
        .toArray();
  }

  private static int[] flat(int[][] values) {
    return Arrays.stream(values).flatMapToInt(Arrays::stream).toArray();
  }

  /** Sequence s is padded by s positions; every item of it has the next one as its positive. */
  private static final class Batch {
    private final int[][] inputs = new int[SEQUENCES][LENGTH];
    private final int[][] positives = new int[SEQUENCES][LENGTH];
    private final int[][][] negatives;

    Batch(SplittableRandom random, int count) {
      negatives = new int[SEQUENCES][LENGTH][count];
      for (int s = 0; s < SEQUENCES; s++) {
        for (int p = 0; p < LENGTH; p++) {
          inputs[s][p] = p < s ? ITEMS : random.nextInt(ITEMS);
          positives[s][p] = p < s ? ITEMS : random.nextInt(ITEMS);
          for (int i = 0; i < count; i++) {
            negatives[s][p][i] = random.nextInt(ITEMS);
          }
        }
      }
    }

    /** Those with a target. */
    int[] positions() {
      int[] flat = flat(positives);
      return IntStream.range(0, flat.length).filter(p -> flat[p] != ITEMS).toArray();
    }

    double loss(ReferenceModel reference, double beta) {
      return reference.loss(inputs, positives, negatives, beta);
    }
  }
}
