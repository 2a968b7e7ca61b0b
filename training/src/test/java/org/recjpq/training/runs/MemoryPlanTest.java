package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.PopularNegatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.SampledSoftmax;
import org.recjpq.graph.losses.SoftmaxCrossEntropy;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.graph.optimizers.Sgd;
import org.recjpq.training.config.TrainingConfig;

class MemoryPlanTest {
  private static final ItemSettings JPQ = new JpqEmbedding.Settings(new RandomCodes(2, 16));
  private static final long PROCESS = 440_401_920; // 420 MiB

  /** 100 parameters, 8 items and so 10 rows, d = 4, 5 sequences of 3 positions. */
  private static MemoryPlan tiny(ItemSettings kind, int negatives) {
    ModelConfig model = new ModelConfig(new SasRec.Settings(2, 2), kind, 4, 3, 0.2);
    CodeShape codes = kind.needsCodes() ? new CodeShape(2, 16) : null;
    return MemoryPlan.of(model, 100, 8, codes, step(5, gbce(negatives), 3));
  }

  private static LossSettings gbce(int negatives) {
    return new BinaryCrossEntropy.Calibrated(0.75, new UniformNegatives(negatives));
  }

  /** With Adam. */
  private static MemoryPlan.Step step(int batchSize, LossSettings loss, int targets) {
    return new MemoryPlan.Step(batchSize, loss, targets, new Adam.Settings(), false);
  }

  private static MemoryPlan.Step lazyStep(int batchSize, LossSettings loss, int targets) {
    return new MemoryPlan.Step(
        batchSize, loss, targets, new Adam.Settings().withLazyTables(true), false);
  }

  @Test
  void softmaxCostsAFewTimesTheScoresOfTheCatalogueOrOfOneChunkOfIt() {
    // 5·2 targets: 4·100,000 scores and 4·4 of a candidate; or 4·4096 scores and 8·2·16 sub-scores
    var model =
        new ModelConfig(new Bert4Rec.Settings(2, 2, 7, false), new FullEmbedding.Tied(), 4, 3, 0.2);
    LossSettings softmax = new SoftmaxCrossEntropy.Settings();
    long full = MemoryPlan.of(model, 100, 100_000, null, step(5, softmax, 2)).activations();
    assertEquals(4L * (15 * 266 + 10 * 400_016), full);
    CodeShape codes = new CodeShape(2, 16);
    var jpq = model.withItems(JPQ);
    long shared = MemoryPlan.of(jpq, 100, 100_000, codes, step(5, softmax, 2)).activations();
    assertEquals(4L * (15 * 266 + 10 * (16_384 + 256 + 16)), shared);
  }

  // A position of the encoder: (2 + 16·2)·4 of vectors and 5·2·2·3 of attention are 196 numbers.

  @Test
  void aFewCandidatesCostTheirVectors() {
    // 3 candidates are 4·3·4 = 48 numbers; 15 positions of 244 numbers.
    assertEquals(new MemoryPlan(400, 40, 1_200, 14_640, 0, PROCESS), tiny(JPQ, 2));
  }

  @Test
  void manyCandidatesCostTheTableOfSubScores() {
    // 16 candidates are 3·2·16 + 12·16 = 288 numbers; 15 positions of 484 numbers.
    assertEquals(new MemoryPlan(400, 40, 1_200, 29_040, 0, PROCESS), tiny(JPQ, 15));
  }

  @Test
  void aTiedTableHasTwoMoreGradientsOfItsOwnSize() {
    // another 2·10·4 numbers; 16 candidates are 4·16·4 = 256 numbers, 15 positions of 452.
    assertEquals(
        new MemoryPlan(400, 0, 1_520, 27_120, 0, PROCESS), tiny(new FullEmbedding.Tied(), 15));
    assertEquals(
        new MemoryPlan(400, 0, 1_200, 27_120, 0, PROCESS), tiny(new FullEmbedding.Untied(), 15));
  }

  @Test
  void aLazyTableHasGradientsOfTheRowsOfAStepAlone() {
    var model = new ModelConfig(new SasRec.Settings(2, 2), new FullEmbedding.Tied(), 4, 3, 0.2);
    // 3·400 bytes as of any parameters; 5·(3 + 3·(1 + 2)) = 60 lookups of 4 numbers, twice
    assertEquals(
        1_200 + 2 * 60 * 4 * 4,
        MemoryPlan.of(model, 100, 1000, null, lazyStep(5, gbce(2), 3)).optimizer());
    // a batch that shares 7 negatives: 5·(3 + 3) + 7 lookups
    LossSettings shared = new SampledSoftmax.Settings(new PopularNegatives(7));
    assertEquals(
        1_200 + 2 * 37 * 4 * 4,
        MemoryPlan.of(model, 100, 1000, null, lazyStep(5, shared, 3)).optimizer());
    // no more rows than the table has: 8 items, padding and mask
    assertEquals(
        1_200 + 2 * 10 * 4 * 4,
        MemoryPlan.of(model, 100, 8, null, lazyStep(5, gbce(2), 3)).optimizer());
  }

  @Test
  void everyOptimizerRemembersWhatItNeeds() {
    var model = new ModelConfig(new SasRec.Settings(2, 2), JPQ, 4, 3, 0.2);
    CodeShape codes = new CodeShape(2, 16);
    var plain = new MemoryPlan.Step(5, gbce(2), 3, new Sgd.Settings(), false);
    var heavyBall = new MemoryPlan.Step(5, gbce(2), 3, new Sgd.Settings(0.9), false);
    assertEquals(400, MemoryPlan.of(model, 100, 8, codes, plain).optimizer());
    assertEquals(800, MemoryPlan.of(model, 100, 8, codes, heavyBall).optimizer());
    // the average and a copy of it
    var averaged = new MemoryPlan.Step(5, gbce(2), 3, new Sgd.Settings(), true);
    assertEquals(1_200, MemoryPlan.of(model, 100, 8, codes, averaged).optimizer());
  }

  @Test
  void bert4RecHasTheInnerVectorsOfItsFeedForwardPartsToo() {
    // (2 + 16·2)·4 of vectors, 5·2·7 of inner ones, 5·2·2·3 of attention: 266 numbers; with the 48
    // of 3 candidates 15 positions of 314
    var model = new ModelConfig(new Bert4Rec.Settings(2, 2, 7, false), JPQ, 4, 3, 0.2);
    assertEquals(
        new MemoryPlan(400, 40, 1_200, 18_840, 0, PROCESS),
        MemoryPlan.of(model, 100, 8, new CodeShape(2, 16), step(5, gbce(2), 3)));
  }

  @Test
  void ligrHasInnerVectorsAndGatesToo() {
    // (2 + 22·2)·4 of vectors, 8·2·7 of inner ones, 5·2·2·3 of attention: 356 numbers; with the 48
    // of 3 candidates 15 positions of 404
    var model = new ModelConfig(new LiGr.Settings(2, 2, 7), JPQ, 4, 3, 0.2);
    assertEquals(
        new MemoryPlan(400, 40, 1_200, 24_240, 0, PROCESS),
        MemoryPlan.of(model, 100, 8, new CodeShape(2, 16), step(5, gbce(2), 3)));
  }

  @Test
  void gru4RecPaysForEveryStepOfItsGraph() {
    // (4 + 17·2)·4 are 152 numbers; with the 48 of 3 candidates 15 positions of 200; 2·3 steps
    var model = new ModelConfig(new Gru4Rec.Settings(2), JPQ, 4, 3, 0.2);
    assertEquals(
        new MemoryPlan(400, 40, 1_200, 12_000, 0, PROCESS + 6 * 1_700_000),
        MemoryPlan.of(model, 100, 8, new CodeShape(2, 16), step(5, gbce(2), 3)));
  }

  /** Peaks in MiB; measured as those above; 3,416 items, L = 200, m = 8, b = 256, one negative. */
  @ParameterizedTest
  @CsvSource({
    "GRU4REC, 128, 1, 0, 0, 32, 148352, 1229",
    "GRU4REC, 128, 3, 0, 0, 32, 346496, 2355",
    "GRU4REC, 128, 3, 0, 0, 128, 346496, 2765",
    "BERT4REC, 128, 2, 2, 512, 32, 455296, 819",
    "BERT4REC, 256, 3, 2, 1024, 32, 2486784, 1331",
    "LIGR, 128, 2, 1, 512, 32, 650752, 819",
    "LIGR, 128, 1, 1, 512, 128, 354560, 1331",
    "LIGR, 256, 3, 2, 1024, 32, 3663360, 1690",
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
        switch (encoder) {
          case "GRU4REC" -> new Gru4Rec.Settings(blocks);
          case "LIGR" -> new LiGr.Settings(blocks, heads, feedForward);
          default -> new Bert4Rec.Settings(blocks, heads, feedForward, false);
        };
    ModelConfig model = new ModelConfig(settings, JPQ, dimension, 200, 0.2);
    MemoryPlan plan =
        MemoryPlan.of(
            model, parameters, 3_416, new CodeShape(8, 256), step(batchSize, gbce(1), 200));
    assertEquals(measured, plan.peak() / 1024.0 / 1024.0, 0.15 * measured);
  }

  @Test
  void thePeakIsTheSum() {
    assertEquals(440_418_200, tiny(JPQ, 2).peak());
    assertEquals(63, new MemoryPlan(1, 2, 4, 8, 16, 32).peak());
  }

  @Test
  void aMemoryOfTransitionsTakesFourBytesASuccessor() {
    CodeShape codes = new CodeShape(8, 256);
    TrainingConfig without = TrainingConfig.gsasrec();
    MemoryPlan plan = MemoryPlan.of(without.withMemory(20), 100, 1000, codes);
    assertEquals(80_000, plan.transitions());
    assertEquals(80_000, plan.peak() - MemoryPlan.of(without, 100, 1000, codes).peak());
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
        MemoryPlan.of(model, parameters, items, codes, step(batchSize, gbce(negatives), length));
    assertEquals(measured, plan.peak() / 1024.0 / 1024.0, 0.15 * measured);
  }

  /**
   * Peaks in MiB with lazy tables, measured as those above: {@code --items full --lazy-adam
   * --catalogue 1000000 --loss gbce --negatives 1} and so on; two blocks.
   */
  @ParameterizedTest
  @CsvSource({
    "TIED, 1000000, 128, 200, 32, 1, 128192256, 2697",
    "TIED, 1000000, 128, 200, 32, 64, 128192256, 3500",
    "TIED, 1000000, 64, 50, 128, 16, 64045568, 1652",
    "TIED, 1000000, 256, 50, 32, 1, 256673792, 4698",
    "TIED, 1271638, 128, 200, 32, 1, 162961920, 3224",
    "TIED, 9700, 128, 200, 32, 64, 1433856, 1399",
    "UNTIED, 500000, 128, 200, 32, 1, 128192512, 2386",
  })
  void measuredPeaksOfLazyTablesAreNear(
      String table,
      int items,
      int dimension,
      int length,
      int batchSize,
      int negatives,
      long parameters,
      int measured) {
    ItemSettings kind =
        table.equals("TIED") ? new FullEmbedding.Tied() : new FullEmbedding.Untied();
    ModelConfig model = new ModelConfig(new SasRec.Settings(2, 1), kind, dimension, length, 0.2);
    MemoryPlan plan =
        MemoryPlan.of(model, parameters, items, null, lazyStep(batchSize, gbce(negatives), length));
    assertEquals(measured, plan.peak() / 1024.0 / 1024.0, 0.1 * measured);
  }
}
