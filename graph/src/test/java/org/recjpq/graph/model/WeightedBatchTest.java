package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.L2Penalty;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.Sgd;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What the weight of a batch does to its update; SGD makes updates of gradients. */
class WeightedBatchTest {
  private static final int ITEMS = 9;
  private static final float RATE = 0.5f;
  private static final LossSettings BCE = new BinaryCrossEntropy.Plain(new UniformNegatives(1));
  private static final ModelConfig CONFIG =
      new ModelConfig(new SasRec.Settings(1, 1), new FullEmbedding.Tied(), 4, 8, 0);

  private static final int[] SHORT = {1, 2};
  private static final int[] SHORTER = {3};
  private static final int[] LONG = {4, 5, 6, 7, 8, 1};
  private static final int[] LONGER = {2, 4, 6, 8, 1, 3, 5};

  /** The change of all weights by one step from the start, and what the step said. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of an array, never compared
  private record Update(double[] change, StepResult result) {}

  private static Update update(LossSettings loss, int parts, float weight, int[]... sequences) {
    var learning = new Learning(loss, new Sgd.Settings(), 0, 0, 1, parts);
    try (var graph = TrainingGraph.build(CONFIG, ITEMS, null, learning);
        var session = TestGraph.open(graph.graph());
        var batch = batch(weight, sequences)) {
      graph.initialise(session);
      double[] before = weights(graph.weights(session), graph);
      var result = graph.train(session, batch, 1, RATE);
      double[] after = weights(graph.weights(session), graph);
      for (int i = 0; i < after.length; i++) {
        after[i] -= before[i];
      }
      return new Update(after, result);
    }
  }

  private static double[] weights(Weights fetched, TrainingGraph graph) {
    try (fetched) {
      return graph.parameters().stream()
          .map(NamedVariable::name)
          .map(name -> TestGraph.floats(fetched.get(name)))
          .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(i -> values[i]))
          .toArray();
    }
  }

  /** Every item is followed by the next higher one; the negative is item 0. */
  private static BatchTensors batch(float weight, int[]... sequences) {
    int length = Arrays.stream(sequences).mapToInt(s -> s.length).max().orElseThrow();
    int[] inputs = new int[sequences.length * length];
    Arrays.fill(inputs, ITEMS);
    for (int s = 0; s < sequences.length; s++) {
      int own = sequences[s].length;
      System.arraycopy(sequences[s], 0, inputs, (s + 1) * length - own, own);
    }
    int[] positions = IntStream.range(0, inputs.length).filter(i -> inputs[i] < ITEMS).toArray();
    int[] positives = Arrays.stream(positions).map(i -> (inputs[i] + 1) % ITEMS).toArray();
    int count = positions.length;
    return new BatchTensors(
        ints(Shape.of(sequences.length, length), inputs),
        ints(Shape.of(count), positions),
        ints(Shape.of(count, 1), positives),
        ints(Shape.of(count, 1), new int[count]),
        TFloat32.tensorOf(Shape.of(count, 1)),
        TFloat32.tensorOf(Shape.of(1, 1)),
        TFloat32.scalarOf(weight));
  }

  private static TInt32 ints(Shape shape, int[] values) {
    return TInt32.tensorOf(shape, DataBuffers.of(values));
  }

  private static double[] mean(double[] x, double[] y) {
    double[] mean = new double[x.length];
    Arrays.setAll(mean, i -> (x[i] + y[i]) / 2);
    return mean;
  }

  /** 3 and 13 positions, 8 on average: grouped by length they must move as 16 in one batch do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void weightsByPositionsMakeTheUpdateOfAllPositionsTogether(int parts) {
    Update together = update(BCE, 1, 1, SHORT, LONG, SHORTER, LONGER);
    Update few = update(BCE, parts, 3 / 8f, SHORT, SHORTER);
    Update many = update(BCE, parts, 13 / 8f, LONG, LONGER);
    assertArrayEquals(together.change(), mean(few.change(), many.change()), 1e-6);
    assertEquals(
        together.result().loss(),
        (3 * few.result().loss() + 13 * many.result().loss()) / 16,
        1e-6,
        "the loss reported is the mean over the batch's own positions");
  }

  @Test
  void theWeightScalesGradientsButNotTheLossReported() {
    Update whole = update(BCE, 1, 1, SHORT, LONG);
    Update half = update(BCE, 1, 0.5f, SHORT, LONG);
    assertEquals(whole.result().loss(), half.result().loss());
    assertEquals(whole.result().gradientNorm(), 2 * half.result().gradientNorm(), 1e-6);
  }

  /** Once a step, whatever the batch. */
  @Test
  void thePenaltyOnTablesHasNoWeight() {
    var penalised = new L2Penalty.Settings(BCE, 0.25);
    Update bare = update(BCE, 1, 3, SHORT, LONG);
    Update with = update(penalised, 1, 3, SHORT, LONG);
    Update alone = update(penalised, 1, 0, SHORT, LONG);
    double[] sum = new double[with.change().length];
    Arrays.setAll(sum, i -> bare.change()[i] + alone.change()[i]);
    assertArrayEquals(sum, with.change(), 1e-6);
    assertEquals(with.result().loss(), alone.result().loss());
  }
}
