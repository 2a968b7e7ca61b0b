package example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.negatives.NegativeSampler;
import org.recjpq.assignment.negatives.Negatives;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.model.BatchTensors;
import org.recjpq.graph.model.InferenceGraph;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.model.Weights;
import org.recjpq.graph.optimizers.Adam;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Each user likes items with the same remainder modulo three, of which there are ten. */
class OwnPartsTest {
  private static final int ITEMS = 30;
  private static final int SEQUENCES = 16;
  private static final int LENGTH = 5;
  private static final PairwiseLoss LOSS = new PairwiseLoss();
  private static final NegativeSampler SAMPLER =
      LOSS.negatives().sampler(Sequences.of(ITEMS, new int[] {0, 1}));

  static Stream<ModelConfig> models() {
    return Stream.of(
        new ModelConfig(new RunningMean(), new TwoTables(), 8, LENGTH, 0.1),
        new ModelConfig(new SasRec.Settings(1, 2), new TwoTables(3), 8, LENGTH, 0.1),
        new ModelConfig(new RunningMean(false), new FullEmbedding.Tied(), 8, LENGTH, 0));
  }

  @ParameterizedTest
  @MethodSource("models")
  void ownPartsTrainAndBothGraphsKnowThem(ModelConfig config) {
    var learning = new Learning(LOSS, new Adam.Settings(), 0, 0, 3, 2);
    try (var graph = TrainingGraph.build(config, ITEMS, null, learning);
        var session = new Session(graph.graph())) {
      graph.initialise(session);
      float first = train(graph, session, 1, 1, 0.02f);
      float last = train(graph, session, 2, 200, 0.02f);
      // a third of the negatives are as good as the positive: their share of log 2 remains
      assertTrue(last < 0.4 && last < 0.8 * first, "from " + first + " to " + last);
      try (TInt32 history = matrix(2, 30, 30, 4, 1, 7, 5, 2, 8, 14, 11);
          Weights weights = graph.weights(session);
          var inference = InferenceGraph.build(config, ITEMS, null);
          var other = new Session(inference.graph())) {
        inference.load(other, weights);
        float[][] expected = graph.scores(session, history);
        float[][] found = inference.scores(other, history);
        assertArrayEquals(expected[0], found[0], 1e-5f);
        assertArrayEquals(expected[1], found[1], 1e-5f);
        assertTrue(found[0][10] > found[0][11], "4, 1, 7 are followed by 10 rather than by 11");
        assertTrue(found[1][17] > found[1][18], "2, 8, 14 are followed by 17 rather than by 18");
      }
    }
  }

  @Test
  void anOwnOptimizerMovesEveryNumberByTheRate() {
    var config = new ModelConfig(new RunningMean(), new TwoTables(), 8, LENGTH, 0);
    var learning = new Learning(new BinaryCrossEntropy.Plain(LOSS.negatives()), sign(), 0, 0, 3, 1);
    try (var graph = TrainingGraph.build(config, ITEMS, null, learning);
        var session = new Session(graph.graph())) {
      graph.initialise(session);
      float[] before = kernel(graph, session);
      train(graph, session, 1, 2, 0.5f);
      float[] after = kernel(graph, session);
      for (int i = 0; i < before.length; i++) {
        // 0.5 and then 0.25, each up or down
        double moved = Math.abs(after[i] - before[i]);
        assertEquals(0.25, Math.abs(moved - 0.5), 1e-6);
      }
    }
  }

  private static SignDescent sign() {
    return new SignDescent(0.5);
  }

  private static float[] kernel(TrainingGraph graph, Session session) {
    try (Weights weights = graph.weights(session)) {
      TFloat32 kernel = weights.get("mean/kernel");
      float[] values = new float[(int) kernel.size()];
      kernel.copyTo(DataBuffers.of(values));
      return values;
    }
  }

  /** All default implementations of scores are products with the embedding's vectors. */
  @Test
  void vectorsAreAllThatAnEmbeddingMustMake() {
    try (var graph = new Graph();
        var session = new Session(graph)) {
      var tf = Ops.create(graph);
      var parameters = new Parameters(tf, 1);
      ItemEmbedding items = new TwoTables(4).create(parameters, 2, 6, null);
      var sequences = tf.constant(new float[][] {{1, 2}, {-3, 0.5f}});
      var own = tf.constant(new int[][] {{5, 0, 4}, {1, 1, 2}});
      var shared = tf.constant(new int[] {3, 6});
      var all = tf.constant(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
      var scorer = items.scorer(tf);
      var served = scorer.scores(sequences);
      var first = session.runner();
      parameters.all().forEach(parameter -> parameter.initialise(first));
      first.run().close();
      var derived = session.runner();
      scorer.initialisers().forEach(derived::addTarget);
      derived.run().close();
      try (Result result =
          session
              .runner()
              .fetch(items.embed(tf, all))
              .fetch(items.scores(tf, sequences, own))
              .fetch(items.scoresOfShared(tf, sequences, shared))
              .fetch(items.scoresOfAll(tf, sequences))
              .fetch(served.ofAll())
              .fetch(served.of(own))
              .fetch(scorer.norms())
              .run()) {
        float[][] vectors = matrix(result, 0);
        int[][] ids = {{5, 0, 4}, {1, 1, 2}};
        float[][] x = {{1, 2}, {-3, 0.5f}};
        for (int p = 0; p < 2; p++) {
          for (int c = 0; c < 3; c++) {
            double expected = product(x[p], vectors[ids[p][c]]);
            assertEquals(expected, matrix(result, 1)[p][c], 1e-6);
            assertEquals(expected, matrix(result, 5)[p][c], 1e-6);
          }
          assertEquals(product(x[p], vectors[3]), matrix(result, 2)[p][0], 1e-6);
          assertEquals(product(x[p], vectors[6]), matrix(result, 2)[p][1], 1e-6);
          assertEquals(6, matrix(result, 3)[p].length);
          for (int item = 0; item < 6; item++) {
            assertEquals(product(x[p], vectors[item]), matrix(result, 3)[p][item], 1e-6);
            assertEquals(product(x[p], vectors[item]), matrix(result, 4)[item][p], 1e-6);
            double norm = Math.sqrt(product(vectors[item], vectors[item]));
            assertEquals(norm, matrix(result, 6)[item][0], 1e-6);
          }
        }
      }
    }
  }

  private static double product(float[] a, float[] b) {
    return (double) a[0] * b[0] + (double) a[1] * b[1];
  }

  private static float[][] matrix(Result result, int index) {
    return StdArrays.array2dCopyOf((TFloat32) result.get(index));
  }

  @Test
  void anOwnPartIsKnownByItsClass() {
    String name = new RunningMean().name();
    assertEquals("example.RunningMean", name);
    assertEquals(RunningMean.class, Parts.type(EncoderSettings.class, name));
  }

  /** Trains steps [from, to] and returns the mean of their last ten losses. */
  private static float train(TrainingGraph graph, Session session, int from, int to, float rate) {
    float sum = 0;
    int count = 0;
    for (int step = from; step <= to; step++) {
      try (BatchTensors batch = batch(step)) {
        float loss = graph.train(session, batch, step, rate).loss();
        sum += step > to - 10 ? loss : 0;
        count += step > to - 10 ? 1 : 0;
      }
    }
    return sum / count;
  }

  private static BatchTensors batch(int step) {
    var random = new SplittableRandom(step);
    int[] inputs = new int[SEQUENCES * LENGTH];
    int[] positions = new int[SEQUENCES];
    int[] positives = new int[SEQUENCES];
    for (int s = 0; s < SEQUENCES; s++) {
      int remainder = random.nextInt(3);
      int padding = random.nextInt(LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        int item = remainder + 3 * random.nextInt(ITEMS / 3);
        inputs[s * LENGTH + i] = i < padding ? ITEMS : item;
      }
      positions[s] = (s + 1) * LENGTH - 1;
      positives[s] = remainder + 3 * random.nextInt(ITEMS / 3);
    }
    Negatives negatives = SAMPLER.draw(SEQUENCES, positives, random);
    return new BatchTensors(
        matrix(SEQUENCES, inputs),
        TInt32.vectorOf(positions),
        matrix(SEQUENCES, positives),
        matrix(negatives.rows(), negatives.items()),
        floats(SEQUENCES, negatives.positiveLogCounts()),
        floats(1, negatives.logCounts()),
        TFloat32.scalarOf(1));
  }

  private static TInt32 matrix(int rows, int... values) {
    return TInt32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }

  private static TFloat32 floats(int rows, float... values) {
    return TFloat32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }
}
