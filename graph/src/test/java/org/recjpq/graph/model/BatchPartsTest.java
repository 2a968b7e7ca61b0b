package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.negatives.PopularNegatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.L2Penalty;
import org.recjpq.graph.losses.LambdaRank;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.SampledSoftmax;
import org.recjpq.graph.losses.SoftmaxCrossEntropy;
import org.recjpq.graph.losses.TargetTensors;
import org.recjpq.graph.optimizers.Adam;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class BatchPartsTest {
  private static final int ITEMS = 300;
  private static final int LENGTH = 5;

  @Test
  void cutsSequencesAndWhatHasATargetInThem() {
    try (var test = new TestGraph()) {
      var ids = test.intTensor(Shape.of(5, 2), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      var batch = new BatchParts(test.tf(), ids, 2);

      // Targets at both positions of sequence 0, one of 1, none of 2, one of 3 and 4 each.
      var positions = test.intTensor(Shape.of(5), 0, 1, 3, 6, 9);
      var positives = test.intTensor(Shape.of(5, 1), 10, 11, 12, 13, 14);
      var negatives = test.intTensor(Shape.of(5, 2), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      var targets = test.targets(positives, negatives);
      var parts = batch.with(positions, targets);
      assertArrayEquals(new int[] {0, 1, 2, 3}, test.ints(parts.get(0).ids()));
      assertArrayEquals(new int[] {4, 5, 6, 7, 8, 9}, test.ints(parts.get(1).ids()));
      assertArrayEquals(new int[] {0, 1, 3}, test.ints(parts.get(0).positions()));
      assertArrayEquals(new int[] {2, 5}, test.ints(parts.get(1).positions()));
      assertArrayEquals(new int[] {10, 11, 12}, test.ints(parts.get(0).targets().positives()));
      assertArrayEquals(new int[] {13, 14}, test.ints(parts.get(1).targets().positives()));
      assertArrayEquals(
          new int[] {0, 1, 2, 3, 4, 5}, test.ints(parts.get(0).targets().negatives()));
      assertArrayEquals(new int[] {6, 7, 8, 9}, test.ints(parts.get(1).targets().negatives()));
    }
  }

  @Test
  void sharedNegativesGoToEveryPart() {
    try (var test = new TestGraph()) {
      var ids = test.intTensor(Shape.of(2, 1), 0, 1);
      var targets =
          new TargetTensors(
              test.intTensor(Shape.of(2, 1), 7, 8),
              test.intTensor(Shape.of(1, 2), 5, 6),
              test.floatTensor(Shape.of(2, 1), 0.25f, 0.5f),
              test.floatTensor(Shape.of(1, 2), 1, 2),
              true);
      var parts =
          new BatchParts(test.tf(), ids, 2).with(test.intTensor(Shape.of(2), 0, 1), targets);
      for (int part = 0; part < 2; part++) {
        var ofPart = parts.get(part).targets();
        assertArrayEquals(new int[] {5, 6}, test.ints(ofPart.negatives()));
        assertArrayEquals(new float[] {1, 2}, test.floats(ofPart.negativeLogCounts()));
        assertArrayEquals(
            new float[] {part == 0 ? 0.25f : 0.5f}, test.floats(ofPart.positiveLogCounts()));
      }
    }
  }

  static Stream<Arguments> models() {
    var sasRec =
        new ModelConfig(
            new SasRec.Settings(2, 1),
            new JpqEmbedding.Settings(new RandomCodes(4, 16)),
            8,
            LENGTH,
            0);
    var bert4Rec =
        new ModelConfig(
            new Bert4Rec.Settings(1, 2, 16, false),
            new JpqEmbedding.Settings(new RandomCodes(4, 16)),
            8,
            LENGTH,
            0);
    var gru4Rec =
        new ModelConfig(
            new Gru4Rec.Settings(2),
            new JpqEmbedding.Settings(new RandomCodes(4, 16)),
            8,
            LENGTH,
            0);
    var ligr = new ModelConfig(new LiGr.Settings(1, 2, 8), new FullEmbedding.Tied(), 8, LENGTH, 0);
    var full = new ModelConfig(new SasRec.Settings(1, 1), new FullEmbedding.Tied(), 8, LENGTH, 0);
    return Stream.of(
        Arguments.of(sasRec, new BinaryCrossEntropy.Calibrated(0.5, new UniformNegatives(1))),
        Arguments.of(sasRec, new BinaryCrossEntropy.Calibrated(0.5, new UniformNegatives(32))),
        Arguments.of(bert4Rec, new SoftmaxCrossEntropy.Settings()),
        Arguments.of(bert4Rec, new SampledSoftmax.Settings(new PopularNegatives(16))),
        Arguments.of(sasRec, new SampledSoftmax.Settings(new UniformNegatives(16))),
        Arguments.of(sasRec, new BinaryCrossEntropy.Plain(new PopularNegatives(16))),
        Arguments.of(gru4Rec, new LambdaRank.Settings()),
        Arguments.of(gru4Rec, new BinaryCrossEntropy.Plain(new UniformNegatives(4))),
        Arguments.of(
            full,
            new L2Penalty.Settings(new BinaryCrossEntropy.Plain(new UniformNegatives(4)), 0.01)),
        Arguments.of(ligr, new SampledSoftmax.Settings(new UniformNegatives(16))),
        Arguments.of(full, new SoftmaxCrossEntropy.Settings()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aBatchInPartsTrainsAndRanksLikeAWholeOne(ModelConfig config, LossSettings loss) {
    try (var whole = new Trained(config, loss, 1);
        var inParts = new Trained(config, loss, 3)) {
      // 7 sequences: parts of 2, 2 and 3. One: two parts without any.
      for (int sequences : new int[] {7, 1, 4}) {
        var expected = whole.train(sequences);
        var actual = inParts.train(sequences);
        assertTrue(expected.gradientNorm() > 1e-4, "norm " + expected.gradientNorm());
        assertEquals(expected.loss(), actual.loss(), 1e-5 * Math.abs(expected.loss()));
        assertEquals(
            expected.gradientNorm(), actual.gradientNorm(), 1e-3 * expected.gradientNorm());
        assertClose(List.of(whole.scores(sequences)), List.of(inParts.scores(sequences)));
      }
      assertClose(whole.weights(), inParts.weights());
    }
  }

  private static void assertClose(List<float[]> expected, List<float[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), 2e-4f);
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    var loss = new SoftmaxCrossEntropy.Settings();
    var none =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Learning(loss, new Adam.Settings(), 0, 0, 1, 0));
    assertEquals("batchParts must be at least 1, found 0", none.getMessage());
    var negative =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Learning(loss, new Adam.Settings(), -1, 0, 1, 1));
    assertEquals("clipNorm must not be negative, found -1.0", negative.getMessage());
  }

  /** A graph in training. */
  private static final class Trained implements AutoCloseable {
    private final LossSettings loss;
    private final TrainingGraph graph;
    private final Session session;
    private long step;

    Trained(ModelConfig config, LossSettings loss, int batchParts) {
      this.loss = loss;
      var random = new SplittableRandom(3);
      var codes =
          config.items().needsCodes()
              ? ItemCodes.generate(
                  new CodeShape(4, 16), ITEMS + 2, (row, split) -> random.nextInt(16))
              : null;
      var learning = new Learning(loss, new Adam.Settings(), 0, 0, 1, batchParts);
      graph = TrainingGraph.build(config, ITEMS, codes, learning);
      session = TestGraph.open(graph.graph());
      graph.initialise(session);
    }

    /** About half of the items have targets, those of the last position always. */
    TrainingGraph.StepResult train(int sequences) {
      step++;
      var random = new SplittableRandom(step);
      int[] inputs = histories(random, sequences);
      int[] positions =
          IntStream.range(0, inputs.length)
              .filter(p -> inputs[p] < ITEMS)
              .filter(p -> p % LENGTH == LENGTH - 1 || random.nextBoolean())
              .toArray();
      int count = positions.length;
      NegativeSampling sampling = loss.negatives();
      int negatives = sampling == null ? 0 : sampling.count();
      boolean shared = sampling != null && sampling.shared();
      try (var batch =
          new BatchTensors(
              ints(sequences, inputs),
              TInt32.tensorOf(Shape.of(count), DataBuffers.of(positions)),
              ints(count, items(random, count)),
              ints(shared ? 1 : count, items(random, (shared ? 1 : count) * negatives)),
              logCounts(count, 1),
              logCounts(1, shared ? negatives : 1),
              TFloat32.scalarOf(1))) {
        return graph.train(session, batch, step, 1e-3f);
      }
    }

    float[][] scores(int sequences) {
      try (TInt32 histories = ints(sequences, histories(new SplittableRandom(9), sequences))) {
        return graph.scores(session, histories);
      }
    }

    List<float[]> weights() {
      try (Weights weights = graph.weights(session)) {
        return graph.parameters().stream()
            .map(parameter -> TestGraph.floats(weights.get(parameter.name())))
            .toList();
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }

    private static int[] histories(SplittableRandom random, int sequences) {
      int[] ids = items(random, sequences * LENGTH);
      for (int s = 0; s < sequences; s++) {
        Arrays.fill(ids, s * LENGTH, s * LENGTH + random.nextInt(LENGTH), ITEMS);
      }
      return ids;
    }

    private static int[] items(SplittableRandom random, int count) {
      return random.ints(count, 0, ITEMS).toArray();
    }

    private static TInt32 ints(int rows, int[] values) {
      return TInt32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
    }

    private static TFloat32 logCounts(int rows, int columns) {
      float[] values = new float[rows * columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = -i / 10f;
      }
      return TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values));
    }
  }
}
