package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.DifferenceQuotients;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.items.PlainItems;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * What every loss promises, against plain Java in double precision; each one's test extends this.
 *
 * <p>Seven items of four numbers, three target positions.
 */
abstract class LossContract {
  static final int ITEMS = 7;
  private static final int ROWS = ITEMS + 2;
  private static final int DIMENSION = 4;
  private static final int POSITIONS = 3;

  private static final int[] POSITIVES = {3, 0, 6};
  private static final int[][] OWN = {{0, 1, 2}, {4, 0, 4}, {1, 1, 3}}; // position 1 has a hit
  private static final int[] SHARED = {2, 0, 2}; // a hit for position 1 too

  /** Log of the expected count of each item among the negatives. */
  static final double[] LOG_COUNTS = {0.5, -0.25, 0, 1, -1, 0.75, -0.5};

  private static final ItemCodes CODES =
      ItemCodes.generate(new CodeShape(2, 3), ROWS, (row, split) -> (row >> split) * 5 % 3);

  /** A loss for {@link #ITEMS} items and three negatives, if it has any. */
  abstract Loss loss();

  /**
   * The loss of one position in plain Java.
   *
   * @param scores those of all items
   * @param negatives none for a loss that takes none
   */
  abstract double loss(double[] scores, int positive, int[] negatives);

  /** Whether the loss compares with negatives. */
  abstract boolean takesNegatives();

  /**
   * The loss as its gradient sees it, with everything held still that is not differentiated, near
   * the given scores.
   */
  ToDoubleFunction<double[]> differentiated(double[] scores, int positive, int[] negatives) {
    return moved -> loss(moved, positive, negatives);
  }

  /** What belongs to a batch rather than to its positions, by the tables of all items. */
  double addition(List<float[]> tables) {
    return 0;
  }

  /** What the loss of a batch says if it cannot be computed of such items; null if it can. */
  @Nullable String refusal(Items kind) {
    return null;
  }

  /** The ways in which items can be represented. */
  enum Items {
    TIED {
      @Override
      ItemEmbedding create(Parameters parameters) {
        return FullEmbedding.tied(parameters, ITEMS, DIMENSION);
      }

      @Override
      PlainItems plain(List<float[]> weights) {
        return PlainItems.tied(weights.get(0), DIMENSION);
      }
    },
    BIASED {
      @Override
      ItemEmbedding create(Parameters parameters) {
        return FullEmbedding.biased(parameters, ITEMS, DIMENSION);
      }

      @Override
      PlainItems plain(List<float[]> weights) {
        return PlainItems.untied(weights.get(0), weights.get(1), weights.get(2), DIMENSION);
      }
    },
    JPQ {
      @Override
      ItemEmbedding create(Parameters parameters) {
        return new JpqEmbedding(parameters, CODES, DIMENSION);
      }

      @Override
      PlainItems plain(List<float[]> weights) {
        return PlainItems.jpq(CODES, weights.get(0), DIMENSION);
      }
    };

    abstract ItemEmbedding create(Parameters parameters);

    abstract PlainItems plain(List<float[]> weights);

    /** How many of the first weights are tables of all items. */
    private int tables() {
      return switch (this) {
        case TIED -> 1;
        case BIASED -> 2;
        case JPQ -> 0;
      };
    }
  }

  /** Each way to represent items, with each position's own negatives and with shared ones. */
  static Stream<Arguments> cases() {
    return Arrays.stream(Items.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, false), Arguments.of(kind, true)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLossOfEachPositionIsThatOfPlainJava(Items kind, boolean shared) {
    try (var batch = new Batch(kind, shared)) {
      float[] found = batch.test.floats(batch.losses(POSITIONS));
      assertArrayEquals(TestGraph.floats(batch.plain()), found, 1e-5f);
      assertTrue(found[0] > 0.01f, "a loss of nothing tells nothing");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLossOfABatchIsTheMeanAndWhatBelongsToNoPosition(Items kind, boolean shared) {
    try (var batch = new Batch(kind, shared)) {
      if (refusal(kind) != null) {
        var refused = assertThrows(IllegalArgumentException.class, batch::ofBatch);
        assertEquals(refusal(kind), refused.getMessage());
        return;
      }
      var value = batch.ofBatch();
      double mean = Arrays.stream(batch.plain()).average().orElseThrow();
      double all = mean + addition(batch.weights.subList(0, kind.tables()));
      assertEquals(all, batch.test.floats(value)[0], 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreDifferenceQuotients(Items kind, boolean shared) {
    try (var batch = new Batch(kind, shared)) {
      var tf = batch.test.tf();
      float[] weights = {1, -0.5f, 2};
      var weighted = tf.math.mul(batch.losses(POSITIONS), tf.constant(weights));
      var sum = tf.reduceSum(weighted, tf.constant(0));
      List<ToDoubleFunction<double[]>> ofPositions = new ArrayList<>();
      for (int p = 0; p < POSITIONS; p++) {
        ofPositions.add(differentiated(batch.scores(p), POSITIVES[p], batch.negatives(p)));
      }
      List<float[]> numbers = new ArrayList<>(List.of(batch.inputs));
      numbers.addAll(batch.usedWeights());
      DifferenceQuotients.assertGradients(
          batch.test,
          sum,
          batch.sequences,
          batch.used(),
          numbers,
          () ->
              DifferenceQuotients.weighted(
                  weights,
                  IntStream.range(0, POSITIONS)
                      .mapToDouble(p -> ofPositions.get(p).applyAsDouble(batch.scores(p)))
                      .toArray()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePositionsBeforeDoNotMatter(Items kind, boolean shared) {
    try (var batch = new Batch(kind, shared)) {
      float[] together = batch.test.floats(batch.losses(POSITIONS));
      float[] first = batch.test.floats(batch.losses(1));
      assertEquals(1, first.length);
      assertEquals(together[0], first[0], 1e-6);
      assertEquals(0, batch.test.floats(batch.losses(0)).length);
    }
  }

  /** They are no items, however high they would score. */
  @ParameterizedTest
  @EnumSource(names = {"TIED", "BIASED"})
  void paddingAndMaskTakeNoPart(Items kind) {
    try (var batch = new Batch(kind, true)) {
      var losses = batch.losses(POSITIONS);
      float[] before = batch.test.floats(losses);
      for (int i = 0; i < batch.parameters.size(); i++) {
        float[] changed = batch.weights.get(i).clone();
        int ofItems = changed.length / ROWS * ITEMS;
        Arrays.fill(changed, ofItems, changed.length, 50);
        batch.test.set(batch.parameters.get(i), changed);
      }
      assertArrayEquals(before, batch.test.floats(losses));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void largeScoresGiveNumbersAndGradientsThatAreNumbers(Items kind, boolean shared) {
    try (var batch = new Batch(kind, shared)) {
      var tf = batch.test.tf();
      var large = tf.math.mul(batch.sequences, tf.constant(1e4f));
      var losses = loss().losses(tf, batch.items, large, batch.targets(POSITIONS));
      assertFinite(batch.test.floats(losses));
      var sum = tf.reduceSum(losses, tf.constant(0));
      Output<?>[] inputs = {batch.sequences.asOutput()};
      Output<?> bySequences = batch.test.graph().addGradients(sum.asOutput(), inputs)[0];
      assertFinite(batch.test.floats(bySequences.expect(TFloat32.class)));
      for (Output<TFloat32> gradient : batch.test.gradients(sum, batch.used())) {
        assertFinite(batch.test.floats(gradient));
      }
    }
  }

  private static void assertFinite(float[] numbers) {
    for (float number : numbers) {
      assertTrue(Float.isFinite(number), () -> "found " + number);
    }
  }

  /** A batch with random sequences and weights in a graph, and the same in plain Java. */
  private final class Batch implements AutoCloseable {
    private final TestGraph test = new TestGraph();
    private final boolean shared;
    private final ItemEmbedding items;
    private final List<NamedVariable> parameters;
    private final List<float[]> weights = new ArrayList<>();
    private final float[] inputs = random(1, POSITIONS * DIMENSION);
    private final PlainItems plain;
    private final Operand<TFloat32> sequences;

    Batch(Items kind, boolean shared) {
      this.shared = shared;
      var created = Parameters.fed(test.tf());
      items = kind.create(created);
      parameters = List.copyOf(created.all());
      for (NamedVariable parameter : parameters) {
        float[] values = random(2 + weights.size(), (int) parameter.size());
        weights.add(values);
        test.set(parameter, values);
      }
      items.initialise(test.session());
      plain = kind.plain(weights);
      sequences = test.floatTensor(Shape.of(POSITIONS, DIMENSION), inputs.clone());
    }

    /** The input table of a biased one does not score. */
    private int firstUsed() {
      return parameters.size() == 3 ? 1 : 0;
    }

    private List<NamedVariable> used() {
      return parameters.subList(firstUsed(), parameters.size());
    }

    private List<float[]> usedWeights() {
      return weights.subList(firstUsed(), weights.size());
    }

    /** The losses of the first positions. */
    private Operand<TFloat32> losses(int count) {
      var first =
          test.floatTensor(Shape.of(count, DIMENSION), Arrays.copyOf(inputs, count * DIMENSION));
      return loss()
          .losses(test.tf(), items, count == POSITIONS ? sequences : first, targets(count));
    }

    private Operand<TFloat32> ofBatch() {
      return loss().ofBatch(test.tf(), items, losses(POSITIONS));
    }

    private TargetTensors targets(int count) {
      int[] positives = Arrays.copyOf(POSITIVES, count);
      int[] negatives =
          IntStream.range(0, shared ? 1 : count)
              .mapToObj(this::negatives)
              .flatMapToInt(IntStream::of)
              .toArray();
      var shape = Shape.of(shared ? 1 : count, takesNegatives() ? SHARED.length : 0);
      return new TargetTensors(
          test.intTensor(Shape.of(count, 1), positives),
          test.intTensor(shape, negatives),
          test.floatTensor(Shape.of(count, 1), logCounts(positives)),
          test.floatTensor(shape, logCounts(negatives)),
          shared);
    }

    private int[] negatives(int position) {
      return takesNegatives() ? shared ? SHARED : OWN[position] : new int[0];
    }

    private double[] scores(int position) {
      double[] sequence = new double[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        sequence[i] = inputs[position * DIMENSION + i];
      }
      return plain.scores(sequence, ITEMS);
    }

    private double[] plain() {
      return IntStream.range(0, POSITIONS)
          .mapToDouble(p -> loss(scores(p), POSITIVES[p], negatives(p)))
          .toArray();
    }

    @Override
    public void close() {
      test.close();
    }
  }

  private static float[] logCounts(int[] items) {
    return TestGraph.floats(IntStream.of(items).mapToDouble(item -> LOG_COUNTS[item]).toArray());
  }

  private static float[] random(int seed, int count) {
    return DifferenceQuotients.randomFloats(new SplittableRandom(seed), count);
  }

  /** log Σ exp. */
  static double logSumExp(double... scores) {
    double highest = Arrays.stream(scores).max().orElseThrow();
    return highest + Math.log(Arrays.stream(scores).map(s -> Math.exp(s - highest)).sum());
  }

  static double softplus(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
