package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.optimizers.Adam;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Every encoder in the whole training graph, with dropout. Item i is followed by i + 1; the last
 * position is the target, which holds the mask if the encoder predicts at one.
 */
class EncoderTrainingTest {
  private static final int ITEMS = 40;
  private static final int LENGTH = 6;
  private static final int SEQUENCES = 16;
  private static final int NEGATIVES = 4;

  static Stream<ModelConfig> configs() {
    return Stream.of(
        new ModelConfig(new SasRec.Settings(1, 2), new FullEmbedding.Untied(), 16, LENGTH, 0.1),
        new ModelConfig(
            new Bert4Rec.Settings(1, 2, 32, false), new FullEmbedding.Untied(), 16, LENGTH, 0.1),
        new ModelConfig(
            new Bert4Rec.Settings(1, 2, 32, true), new FullEmbedding.Untied(), 16, LENGTH, 0.1),
        new ModelConfig(new LiGr.Settings(1, 2, 32), new FullEmbedding.Untied(), 16, LENGTH, 0.1),
        new ModelConfig(new Gru4Rec.Settings(2), new FullEmbedding.Untied(), 16, LENGTH, 0.1));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void learnsWhatFollowsAndBothGraphsKnowIt(ModelConfig config) {
    try (var graph = build(config);
        var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      float first = train(graph, session, config, 1, 5);
      float last = train(graph, session, config, 6, 200);
      assertTrue(last < 0.5 * first, "loss went from " + first + " to " + last);

      int[] items = {7, 8, 9, 10, 11, 12}; // BERT4Rec leaves the first one out
      try (TInt32 history = tensor(Shape.of(1, LENGTH), items);
          TInt32 target = tensor(Shape.of(1), 13);
          TInt32 seen = tensor(Shape.of(1, 0));
          Weights weights = graph.weights(session);
          var inference = InferenceGraph.build(config, ITEMS, null);
          var inferenceSession = TestGraph.open(inference.graph())) {
        assertTrue(graph.ranks(session, history, target, seen)[0] <= 3);
        inference.load(inferenceSession, weights);
        assertArrayEquals(
            graph.scores(session, history)[0],
            inference.scores(inferenceSession, history)[0],
            1e-5f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void aRestoredRunEqualsAnUninterruptedOne(ModelConfig config, @TempDir Path folder) {
    String prefix = folder.resolve("model").toString();
    List<float[]> uninterrupted;
    try (var graph = build(config);
        var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      train(graph, session, config, 1, 5);
      graph.save(session, prefix);
      train(graph, session, config, 6, 10);
      uninterrupted = weights(graph, session);
    }
    try (var graph = build(config);
        var session = TestGraph.open(graph.graph())) {
      graph.initialiseConstants(session);
      graph.restore(session, prefix);
      train(graph, session, config, 6, 10);
      List<float[]> resumed = weights(graph, session);
      assertEquals(uninterrupted.size(), resumed.size());
      for (int i = 0; i < resumed.size(); i++) {
        assertArrayEquals(uninterrupted.get(i), resumed.get(i), graph.parameters().get(i).name());
      }
    }
  }

  @Test
  void anUnrolledEncoderTrainsAlikeHoweverFarABatchIsPadded() {
    var config = new ModelConfig(new Gru4Rec.Settings(2), new FullEmbedding.Untied(), 16, 16, 0);
    try (var graph = build(config);
        var session = TestGraph.open(graph.graph());
        var other = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      graph.initialise(other);
      for (int step = 1; step <= 3; step++) {
        try (BatchTensors cut = paddedTo(8, step);
            BatchTensors whole = paddedTo(16, step)) {
          assertEquals(
              graph.train(session, cut, step, 1e-2f).loss(),
              graph.train(other, whole, step, 1e-2f).loss(),
              1e-6f);
        }
      }
      List<float[]> ofCut = weights(graph, session);
      List<float[]> ofWhole = weights(graph, other);
      for (int i = 0; i < ofCut.size(); i++) {
        assertArrayEquals(ofCut.get(i), ofWhole.get(i), 1e-5f, graph.parameters().get(i).name());
      }
      try (BatchTensors batch = paddedTo(9, 4)) {
        var error =
            assertThrows(
                IllegalArgumentException.class, () -> graph.train(session, batch, 4, 1e-2f));
        assertEquals("expected a batch of length [16, 8], found [16, 9]", error.getMessage());
      }
    }
  }

  /** Sequences of {@value #LENGTH} items with padding to their left. */
  private static BatchTensors paddedTo(int length, int step) {
    var random = new SplittableRandom(step);
    int[] inputs = new int[SEQUENCES * length];
    int[] positions = new int[SEQUENCES];
    int[] positives = new int[SEQUENCES];
    Arrays.fill(inputs, ITEMS);
    for (int s = 0; s < SEQUENCES; s++) {
      int first = random.nextInt(ITEMS);
      int start = (s + 1) * length - LENGTH;
      for (int i = 0; i < LENGTH; i++) {
        inputs[start + i] = (first + i) % ITEMS;
      }
      positions[s] = start + LENGTH - 1;
      positives[s] = (first + LENGTH) % ITEMS;
    }
    int[] negatives = random.ints((long) SEQUENCES * NEGATIVES, 0, ITEMS).toArray();
    return tensors(inputs, positions, positives, negatives);
  }

  private static TrainingGraph build(ModelConfig config) {
    var bce = new BinaryCrossEntropy.Plain(new UniformNegatives(NEGATIVES));
    return TrainingGraph.build(
        config, ITEMS, null, new Learning(bce, new Adam.Settings(), 0, 0, 1, 1));
  }

  /** Trains steps [from, to] and returns the mean of their last five losses. */
  private static float train(
      TrainingGraph graph, Session session, ModelConfig config, int from, int to) {
    float sum = 0;
    for (int step = from; step <= to; step++) {
      try (BatchTensors batch = batch(config, step)) {
        float loss = graph.train(session, batch, step, 1e-2f).loss();
        sum += step > to - 5 ? loss : 0;
      }
    }
    return sum / 5;
  }

  private static BatchTensors batch(ModelConfig config, int step) {
    var random = new SplittableRandom(step);
    int[] inputs = new int[SEQUENCES * LENGTH];
    int[] positions = new int[SEQUENCES];
    int[] positives = new int[SEQUENCES];
    for (int s = 0; s < SEQUENCES; s++) {
      int start = random.nextInt(ITEMS);
      int padding = random.nextInt(LENGTH - 1);
      for (int p = 0; p < LENGTH; p++) {
        inputs[s * LENGTH + p] = p < padding ? ITEMS : (start + p) % ITEMS;
      }
      positions[s] = (s + 1) * LENGTH - 1;
      boolean atMask = config.encoder().predictsAtMask();
      positives[s] = (start + LENGTH - (atMask ? 1 : 0)) % ITEMS;
      inputs[positions[s]] = atMask ? ITEMS + 1 : inputs[positions[s]];
    }
    int[] negatives = random.ints((long) SEQUENCES * NEGATIVES, 0, ITEMS).toArray();
    return tensors(inputs, positions, positives, negatives);
  }

  private static BatchTensors tensors(
      int[] inputs, int[] positions, int[] positives, int[] negatives) {
    return new BatchTensors(
        tensor(Shape.of(SEQUENCES, inputs.length / SEQUENCES), inputs),
        tensor(Shape.of(SEQUENCES), positions),
        tensor(Shape.of(SEQUENCES, 1), positives),
        tensor(Shape.of(SEQUENCES, NEGATIVES), negatives),
        TFloat32.tensorOf(Shape.of(SEQUENCES, 1)),
        TFloat32.tensorOf(Shape.of(1, 1)),
        TFloat32.scalarOf(1));
  }

  private static List<float[]> weights(TrainingGraph graph, Session session) {
    List<float[]> values = new ArrayList<>();
    try (Weights weights = graph.weights(session)) {
      for (NamedVariable variable : graph.parameters()) {
        values.add(TestGraph.floats(weights.get(variable.name())));
      }
    }
    return values;
  }

  private static TInt32 tensor(Shape shape, int... values) {
    return TInt32.tensorOf(shape, DataBuffers.of(values));
  }
}
