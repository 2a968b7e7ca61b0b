package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.codes.RandomCodes;
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
import org.tensorflow.ndarray.Shape;

class BatchPartsTest {
  private static final int LENGTH = TrainedInParts.LENGTH;

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
    try (var whole = new TrainedInParts(config, loss, 1);
        var inParts = new TrainedInParts(config, loss, 3)) {
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
}
