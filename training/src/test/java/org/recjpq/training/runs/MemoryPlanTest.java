package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.SoftmaxCrossEntropy;
import org.recjpq.graph.model.ModelConfig;

class MemoryPlanTest {
  private static final ItemSettings JPQ = new JpqEmbedding.Settings(new RandomCodes(2, 16));
  private static final long PROCESS = 440_401_920; // 420 MiB

  /** 100 parameters, 8 items and so 10 rows, d = 4, 5 sequences of 3 positions. */
  private static MemoryPlan tiny(ItemSettings kind, int negatives) {
    ModelConfig model = new ModelConfig(new SasRec.Settings(2, 2), kind, 4, 3, 0.2);
    CodeShape codes = kind.needsCodes() ? new CodeShape(2, 16) : null;
    return MemoryPlan.of(model, 100, 8, codes, 5, gbce(negatives), 3);
  }

  private static LossSettings gbce(int negatives) {
    return new BinaryCrossEntropy.Calibrated(0.75, new UniformNegatives(negatives));
  }

  @Test
  void softmaxCostsAFewTimesTheScoresOfTheCatalogueOrOfOneChunkOfIt() {
    // 5·2 targets: 4·100,000 scores and 4·4 of a candidate; or 4·4096 scores and 8·2·16 sub-scores
    var model =
        new ModelConfig(new Bert4Rec.Settings(2, 2, 7, false), new FullEmbedding.Tied(), 4, 3, 0.2);
    LossSettings softmax = new SoftmaxCrossEntropy.Settings();
    long full = MemoryPlan.of(model, 100, 100_000, null, 5, softmax, 2).activations();
    assertEquals(4L * (15 * 266 + 10 * 400_016), full);
    CodeShape codes = new CodeShape(2, 16);
    var jpq = model.withItems(JPQ);
    long shared = MemoryPlan.of(jpq, 100, 100_000, codes, 5, softmax, 2).activations();
    assertEquals(4L * (15 * 266 + 10 * (16_384 + 256 + 16)), shared);
  }

  // A position of the encoder: (2 + 16·2)·4 of vectors and 5·2·2·3 of attention are 196 numbers.

  @Test
  void aFewCandidatesCostTheirVectors() {
    // 3 candidates are 4·3·4 = 48 numbers; 15 positions of 244 numbers.
    assertEquals(new MemoryPlan(400, 40, 1_200, 14_640, PROCESS), tiny(JPQ, 2));
  }

  @Test
  void manyCandidatesCostTheTableOfSubScores() {
    // 16 candidates are 3·2·16 + 12·16 = 288 numbers; 15 positions of 484 numbers.
    assertEquals(new MemoryPlan(400, 40, 1_200, 29_040, PROCESS), tiny(JPQ, 15));
  }

  @Test
  void aTiedTableHasTwoMoreGradientsOfItsOwnSize() {
    // another 2·10·4 numbers; 16 candidates are 4·16·4 = 256 numbers, 15 positions of 452.
    assertEquals(
        new MemoryPlan(400, 0, 1_520, 27_120, PROCESS), tiny(new FullEmbedding.Tied(), 15));
    assertEquals(
        new MemoryPlan(400, 0, 1_200, 27_120, PROCESS), tiny(new FullEmbedding.Untied(), 15));
  }

  @Test
  void bert4RecHasTheInnerVectorsOfItsFeedForwardPartsToo() {
    // (2 + 16·2)·4 of vectors, 5·2·7 of inner ones, 5·2·2·3 of attention: 266 numbers; with the 48
    // of 3 candidates 15 positions of 314
    var model = new ModelConfig(new Bert4Rec.Settings(2, 2, 7, false), JPQ, 4, 3, 0.2);
    assertEquals(
        new MemoryPlan(400, 40, 1_200, 18_840, PROCESS),
        MemoryPlan.of(model, 100, 8, new CodeShape(2, 16), 5, gbce(2), 3));
  }

  @Test
  void gru4RecPaysForEveryStepOfItsGraph() {
    // (4 + 17·2)·4 are 152 numbers; with the 48 of 3 candidates 15 positions of 200; 2·3 steps
    var model = new ModelConfig(new Gru4Rec.Settings(2), JPQ, 4, 3, 0.2);
    assertEquals(
        new MemoryPlan(400, 40, 1_200, 12_000, PROCESS + 6 * 1_700_000),
        MemoryPlan.of(model, 100, 8, new CodeShape(2, 16), 5, gbce(2), 3));
  }

  /** Peaks in MiB; measured as those above; 3,416 items, L = 200, m = 8, b = 256, one negative. */
  @ParameterizedTest
  @CsvSource({
    "GRU4REC, 128, 1, 0, 0, 32, 148352, 1229",
    "GRU4REC, 128, 3, 0, 0, 32, 346496, 2355",
    "GRU4REC, 128, 3, 0, 0, 128, 346496, 2765",
    "BERT4REC, 128, 2, 2, 512, 32, 455296, 819",
    "BERT4REC, 256, 3, 2, 1024, 32, 2486784, 1331",
  })
  void measuredPeaksOfOtherEncodersAreNear(
      String encoder,
      int dimension,
      int blocks,
      int heads,
      int feedForward,
      int batchSize,
      long parameters,
      int measured) {
    EncoderSettings settings =
        encoder.equals("GRU4REC")
            ? new Gru4Rec.Settings(blocks)
            : new Bert4Rec.Settings(blocks, heads, feedForward, false);
    ModelConfig model = new ModelConfig(settings, JPQ, dimension, 200, 0.2);
    MemoryPlan plan =
        MemoryPlan.of(model, parameters, 3_416, new CodeShape(8, 256), batchSize, gbce(1), 200);
    assertEquals(measured, plan.peak() / 1024.0 / 1024.0, 0.15 * measured);
  }

  @Test
  void thePeakIsTheSum() {
    assertEquals(440_418_200, tiny(JPQ, 2).peak());
  }

  /** Peaks that {@code recjpq benchmark step} measured, in MiB; two blocks, m = 8, b = 256. */
  @ParameterizedTest
  @CsvSource({
    "JPQ, 9700, 128, 200, 1, 32, 1, 224768, 631",
    "JPQ, 9700, 128, 200, 1, 32, 15, 224768, 732",
    "JPQ, 9700, 128, 200, 1, 32, 64, 224768, 749",
    "JPQ, 9700, 128, 200, 1, 128, 1, 224768, 1203",
    "JPQ, 9700, 128, 200, 1, 128, 64, 224768, 1812",
    "JPQ, 9700, 512, 200, 1, 32, 1, 2865152, 1170",
    "JPQ, 9700, 128, 200, 4, 32, 1, 224768, 741",
    "JPQ, 9700, 64, 50, 1, 32, 64, 61824, 510",
    "JPQ, 10000000, 128, 200, 1, 32, 1, 224768, 787",
    "FULL, 9700, 128, 200, 1, 32, 1, 1433856, 641",
    "FULL, 9700, 128, 200, 1, 32, 64, 1433856, 1335",
    "FULL, 1271638, 128, 200, 1, 32, 1, 162961920, 4601",
  })
  void measuredPeaksAreNear(
      String table,
      int items,
      int dimension,
      int length,
      int heads,
      int batchSize,
      int negatives,
      long parameters,
      int measured) {
    ItemSettings kind = table.equals("JPQ") ? JPQ : new FullEmbedding.Tied();
    ModelConfig model =
        new ModelConfig(new SasRec.Settings(2, heads), kind, dimension, length, 0.2);
    @Nullable CodeShape codes = kind.needsCodes() ? new CodeShape(8, 256) : null;
    MemoryPlan plan =
        MemoryPlan.of(model, parameters, items, codes, batchSize, gbce(negatives), length);
    assertEquals(measured, plan.peak() / 1024.0 / 1024.0, 0.15 * measured);
  }
}
