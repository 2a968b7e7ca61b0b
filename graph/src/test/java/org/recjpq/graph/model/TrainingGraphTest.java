package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.optimizers.Adam;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class TrainingGraphTest {
  private static final int ITEMS = 300;
  private static final int NEGATIVES = 2;
  private static final float RATE = 1e-2f;
  private static final JpqEmbedding.Settings JPQ =
      new JpqEmbedding.Settings(new RandomCodes(4, 256));

  /** Large enough for a race between threads to show, if there is one. */
  private static final ModelConfig LARGE =
      new ModelConfig(new SasRec.Settings(2, 2), JPQ, 64, 100, 0.2);

  private static final ModelConfig SMALL =
      new ModelConfig(new SasRec.Settings(2, 2), JPQ, 16, 12, 0.1);

  @Test
  void equalRunsEndInTheSameBits() {
    try (var graph = build(LARGE, 1, 0)) {
      Map<String, float[]> first = weightsAfter(graph, 50);
      for (int run = 0; run < 2; run++) {
        assertSameBits(first, weightsAfter(graph, 50));
      }
    }
  }

  private static Map<String, float[]> weightsAfter(TrainingGraph graph, int steps) {
    try (var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      train(graph, session, 1, steps, 12, 90);
      return weights(graph, session);
    }
  }

  @Test
  void aRestoredRunEqualsAnUninterruptedOne(@TempDir Path folder) {
    String prefix = folder.resolve("model").toString();
    Map<String, float[]> uninterrupted;
    try (var graph = build(SMALL, 1, 1);
        var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      train(graph, session, 1, 10, 8, 10);
      graph.save(session, prefix);
      train(graph, session, 11, 20, 8, 10);
      uninterrupted = weights(graph, session);
    }
    try (var graph = build(SMALL, 1, 1);
        var session = TestGraph.open(graph.graph())) {
      graph.initialiseConstants(session);
      graph.restore(session, prefix);
      train(graph, session, 11, 20, 8, 10);
      assertSameBits(uninterrupted, weights(graph, session));
    }
  }

  @Test
  void aMissingCheckpointIsAnError(@TempDir Path folder) {
    try (var graph = build(SMALL, 1, 0);
        var session = TestGraph.open(graph.graph())) {
      String prefix = folder.resolve("none").toString();
      var error = assertThrows(TensorFlowException.class, () -> graph.restore(session, prefix));
      assertTrue(String.valueOf(error.getMessage()).contains(prefix), error.getMessage());
    }
  }

  static List<ItemSettings> itemEmbeddings() {
    return List.of(
        JPQ, new FullEmbedding.Tied(), new FullEmbedding.Untied(), new FullEmbedding.Biased());
  }

  @ParameterizedTest
  @MethodSource("itemEmbeddings")
  void learnsAndRanksAlikeInBothGraphs(ItemSettings kind) {
    var config = new ModelConfig(new SasRec.Settings(1, 1), kind, 16, 12, 0.1);
    try (var graph = build(config, 1, 0);
        var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      float first = train(graph, session, 1, 1, 16, 10);
      float last = train(graph, session, 2, 60, 16, 10);
      assertTrue(last < 0.8 * first, "loss went from " + first + " to " + last);

      var batch = new Batch(1, 4, 12);
      try (TInt32 histories = tensor(Shape.of(4, 12), batch.inputs);
          TInt32 targets = tensor(Shape.of(4), 5, -1, 0, ITEMS - 1);
          TInt32 seen = tensor(Shape.of(4, 2), 1, 2, -1, -1, 0, 7, ITEMS - 1, ITEMS - 1);
          Weights weights = graph.weights(session);
          var inference = InferenceGraph.build(config, ITEMS, codes(config));
          var inferenceSession = TestGraph.open(inference.graph())) {
        float[][] scores = graph.scores(session, histories);
        inference.load(inferenceSession, weights);
        assertScoresEqual(scores, inference.scores(inferenceSession, histories));
        assertEquals(16, inference.vectors(inferenceSession, histories)[3].length);
        int[] expected = {
          rank(scores[0], 5, 1, 2), Integer.MAX_VALUE, rank(scores[2], 0, 7), rank(scores[3], 299)
        };
        assertArrayEquals(expected, graph.ranks(session, histories, targets, seen));
      }
    }
  }

  @Test
  void onlyItemCodesHaveSubScores() {
    var config = new ModelConfig(new SasRec.Settings(1, 1), new FullEmbedding.Tied(), 16, 12, 0.1);
    try (var graph = build(config, 1, 0);
        var session = TestGraph.open(graph.graph());
        TInt32 history = tensor(Shape.of(1, 1), 0)) {
      var error =
          assertThrows(IllegalStateException.class, () -> graph.subScores(session, history));
      assertEquals(
          "expected a model whose scores are sums of sub-scores, found another",
          error.getMessage());
    }
  }

  @Test
  void codesInAVariableReachBothGraphs() {
    int items = 300_000; // more than 1 MiB of codes
    var config = new ModelConfig(new SasRec.Settings(1, 1), JPQ, 8, 4, 0);
    var random = new SplittableRandom(5);
    ItemCodes codes =
        ItemCodes.generate(new CodeShape(4, 256), items + 2, (row, split) -> random.nextInt(256));
    try (var graph =
            TrainingGraph.build(
                config,
                items,
                codes,
                new Learning(new BinaryCrossEntropy.Plain(), new Adam.Settings(), 0, 0, 1, 1));
        var session = TestGraph.open(graph.graph());
        var inference = InferenceGraph.build(config, items, codes);
        var inferenceSession = TestGraph.open(inference.graph());
        TInt32 history = tensor(Shape.of(1, 2), 7, items - 1)) {
      assertEquals("VariableV2", graph.graph().operationOrThrow("items/codes").type());
      graph.initialise(session);
      try (Weights weights = graph.weights(session)) {
        inference.load(inferenceSession, weights);
        float[] table = TestGraph.floats(weights.get("items/sub_embeddings")); // [4, 256, 2]
        float[] vector = inference.vectors(inferenceSession, history)[0];
        float[] scores = graph.scores(session, history)[0];
        assertArrayEquals(scores, inference.scores(inferenceSession, history)[0], 1e-6f);
        assertEquals(items, scores.length);
        for (int item : new int[] {0, 123_456, items - 1}) {
          double expected = 0;
          for (int i = 0; i < 8; i++) {
            int row = i / 2 * 256 + codes.subId(item, i / 2);
            expected += vector[i] * table[row * 2 + i % 2];
          }
          assertEquals(expected, scores[item], 1e-6);
        }
      }
    }
  }

  private static void assertScoresEqual(float[][] expected, float[][] actual) {
    assertEquals(expected.length, actual.length);
    for (int row = 0; row < expected.length; row++) {
      assertEquals(ITEMS, actual[row].length);
      assertArrayEquals(expected[row], actual[row], 1e-6f);
    }
  }

  private static int rank(float[] scores, int target, int... seen) {
    int rank = 1;
    for (int item = 0; item < scores.length; item++) {
      int current = item;
      boolean better =
          scores[item] > scores[target] || (scores[item] == scores[target] && item < target);
      rank += better && Arrays.stream(seen).noneMatch(s -> s == current) ? 1 : 0;
    }
    return rank;
  }

  @Test
  void weightsAreCopiesThatLaterStepsLeaveAlone() {
    try (var graph = build(SMALL, 1, 0);
        var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      try (Weights before = graph.weights(session)) {
        float[] values = TestGraph.floats(before.get("sasrec/positions"));
        train(graph, session, 1, 3, 8, 12);
        assertArrayEquals(values, TestGraph.floats(before.get("sasrec/positions")));
        try (Weights after = graph.weights(session)) {
          assertFalse(Arrays.equals(values, TestGraph.floats(after.get("sasrec/positions"))));
        }
      }
    }
  }

  @Test
  void weightsThatDoNotFitAreRefused() {
    var wider = new ModelConfig(new SasRec.Settings(2, 2), JPQ, 32, 12, 0.1);
    try (var graph = build(SMALL, 1, 0);
        var session = TestGraph.open(graph.graph());
        var inference = InferenceGraph.build(wider, ITEMS, codes(wider));
        var inferenceSession = TestGraph.open(inference.graph())) {
      graph.initialise(session);
      try (Weights weights = graph.weights(session)) {
        var shape =
            assertThrows(
                IllegalArgumentException.class, () -> inference.load(inferenceSession, weights));
        assertEquals(
            "items/sub_embeddings must have shape [4, 256, 8], found [4, 256, 4]",
            shape.getMessage());
        var name = assertThrows(IllegalArgumentException.class, () -> weights.get("x"));
        assertTrue(
            String.valueOf(name.getMessage()).startsWith("no weights named x, found [items/"),
            name.getMessage());
      }
    }
  }

  @Test
  void dropoutAndFirstWeightsFollowTheSeed() {
    try (var one = build(SMALL, 1, 0);
        var two = build(SMALL, 2, 0);
        var sessionOne = TestGraph.open(one.graph());
        var sessionTwo = TestGraph.open(two.graph())) {
      one.initialise(sessionOne);
      two.initialise(sessionTwo);
      float[] first = weights(one, sessionOne).get("sasrec/positions");
      assertFalse(Arrays.equals(first, weights(two, sessionTwo).get("sasrec/positions")));
    }
  }

  @Test
  void aLearningRateOfZeroChangesNothingButTheSteps() {
    try (var graph = build(SMALL, 1, 0);
        var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      float atStep1 = step(graph, session, 1, 0);
      assertEquals(atStep1, step(graph, session, 1, 0), "same step, same dropout");
      assertTrue(atStep1 != step(graph, session, 2, 0), "another step, other dropout");
    }
  }

  private static float step(TrainingGraph graph, Session session, long step, float rate) {
    return new Batch(1, 8, 12).train(graph, session, step, rate);
  }

  @Test
  void noBatchProductIsLeftToTheSlowKernel() {
    try (var graph = build(SMALL, 1, 0)) {
      var types =
          graph.graph().toGraphDef().getNodeList().stream().map(node -> node.getOp()).toList();
      assertFalse(types.contains("BatchMatMulV3"));
      assertTrue(types.contains("BatchMatMulV2"));
    }
  }

  @Test
  void codesThatDoNotFitAreRefused() {
    var config = SMALL;
    var missing =
        assertThrows(
            IllegalArgumentException.class, () -> InferenceGraph.build(config, ITEMS, null));
    assertEquals("a JPQ item embedding needs item codes, found none", missing.getMessage());
    var rows =
        assertThrows(
            IllegalArgumentException.class,
            () -> InferenceGraph.build(config, ITEMS + 1, codes(config)));
    assertEquals("item codes must have 303 rows for 301 items, found 302", rows.getMessage());
    var full = new ModelConfig(new SasRec.Settings(1, 1), new FullEmbedding.Tied(), 16, 12, 0);
    var unused =
        assertThrows(
            IllegalArgumentException.class, () -> InferenceGraph.build(full, ITEMS, codes(config)));
    assertEquals("a full item table has no item codes", unused.getMessage());
  }

  private static TrainingGraph build(ModelConfig config, long seed, double clipNorm) {
    var gbce = new BinaryCrossEntropy.Calibrated(0.5, new UniformNegatives(NEGATIVES));
    return TrainingGraph.build(
        config,
        ITEMS,
        codes(config),
        new Learning(gbce, new Adam.Settings(), clipNorm, 0, seed, 1));
  }

  private static @Nullable ItemCodes codes(ModelConfig config) {
    if (!config.items().needsCodes()) {
      return null;
    }
    var random = new SplittableRandom(5);
    return ItemCodes.generate(
        new CodeShape(4, 256), ITEMS + 2, (row, split) -> random.nextInt(256));
  }

  /** Trains steps [from, to] and returns the mean of the last ten losses. */
  private static float train(
      TrainingGraph graph, Session session, int from, int to, int sequences, int length) {
    float sum = 0;
    int count = 0;
    for (int step = from; step <= to; step++) {
      float loss = new Batch(step, sequences, length).train(graph, session, step, RATE);
      if (step > to - 10) {
        sum += loss;
        count++;
      }
    }
    return sum / count;
  }

  private static Map<String, float[]> weights(TrainingGraph graph, Session session) {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Weights weights = graph.weights(session)) {
      for (NamedVariable variable : graph.parameters()) {
        values.put(variable.name(), TestGraph.floats(weights.get(variable.name())));
      }
    }
    return values;
  }

  private static void assertSameBits(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
  }

  private static TInt32 tensor(Shape shape, int... values) {
    return TInt32.tensorOf(shape, DataBuffers.of(values));
  }

  /**
   * Sequences that cycle through the catalogue in steps of one, after a few positions of padding.
   */
  private static final class Batch {
    private final Shape shape;
    private final int[] inputs;
    private final int[] positions;
    private final int[] positives;
    private final int[] negatives;

    Batch(long seed, int sequences, int length) {
      var random = new SplittableRandom(seed);
      shape = Shape.of(sequences, length);
      inputs = new int[sequences * length];
      Arrays.fill(inputs, ITEMS);
      var targets = new TreeMap<Integer, Integer>();
      for (int s = 0; s < sequences; s++) {
        int start = random.nextInt(ITEMS);
        for (int p = random.nextInt(length); p < length; p++) {
          inputs[s * length + p] = (start + p) % ITEMS;
          targets.put(s * length + p, (start + p + 1) % ITEMS);
        }
      }
      positions = targets.keySet().stream().mapToInt(Integer::intValue).toArray();
      positives = targets.values().stream().mapToInt(Integer::intValue).toArray();
      negatives = random.ints((long) positions.length * NEGATIVES, 0, ITEMS).toArray();
    }

    float train(TrainingGraph graph, Session session, long step, float rate) {
      int count = positions.length;
      try (var batch =
          new BatchTensors(
              tensor(shape, inputs),
              tensor(Shape.of(count), positions),
              tensor(Shape.of(count, 1), positives),
              tensor(Shape.of(count, NEGATIVES), negatives),
              TFloat32.tensorOf(Shape.of(count, 1)),
              TFloat32.tensorOf(Shape.of(1, 1)),
              TFloat32.scalarOf(1))) {
        return graph.train(session, batch, step, rate).loss();
      }
    }
  }
}
