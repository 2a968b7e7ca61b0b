package org.recjpq.training.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LambdaRank;
import org.recjpq.graph.losses.SampledSoftmax;
import org.recjpq.graph.losses.SoftmaxCrossEntropy;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.training.batches.MaskedItemsTask;
import org.recjpq.training.batches.NextItemTask;
import org.recjpq.training.batches.SuffixTask;

class TrainingConfigTest {
  private static final JpqEmbedding.Settings STUDY_CODES =
      new JpqEmbedding.Settings(new SvdCodes(8, 256));
  private static final Schedule STUDY = new Schedule(128, 256, 10_000, 256, 200);

  @TempDir Path directory;

  static Stream<String> presets() {
    return Preset.names().stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyPresetIsAValidConfiguration(String name) {
    Preset preset = Preset.of(name);
    TrainingConfig config = TrainingConfig.preset(name);
    assertTrue(!preset.description().isEmpty() && !preset.reference().isEmpty(), name);
    assertEquals(config, Json.of(Json.tree(config), TrainingConfig.class));
  }

  /** arXiv 2312.06165 and its official code: the values of the configuration files. */
  @Test
  void sasRecOfTheStudy() {
    TrainingConfig config = TrainingConfig.preset("sasrec-recjpq");
    assertEquals(
        new ModelConfig(new SasRec.Settings(2, 1), STUDY_CODES, 512, 200, 0.5), config.model());
    assertEquals(new NextItemTask(), config.task());
    assertEquals(new BinaryCrossEntropy.Plain(new UniformNegatives(1)), config.loss());
    assertEquals(Optimization.DEFAULT, config.optimization());
    assertEquals(STUDY, config.schedule());
    assertEquals(new LeaveOneOut(1024), config.holdout());
  }

  @Test
  void bert4RecOfTheStudy() {
    TrainingConfig config = TrainingConfig.preset("bert4rec-recjpq");
    assertEquals(
        new ModelConfig(new Bert4Rec.Settings(3, 2, 3072, true), STUDY_CODES, 512, 200, 0.2),
        config.model());
    assertEquals(new MaskedItemsTask(), config.task());
    assertEquals(new SoftmaxCrossEntropy.Settings(), config.loss());
    assertEquals(1e-4, config.optimization().learningRate());
    assertEquals(new Schedule(8, 1024, 10_000, 1024, 200), config.schedule());
  }

  @Test
  void gru4RecOfTheStudy() {
    TrainingConfig config = TrainingConfig.preset("gru4rec-recjpq");
    assertEquals(
        new ModelConfig(new Gru4Rec.Settings(3), STUDY_CODES, 512, 200, 0), config.model());
    assertEquals(new SuffixTask(), config.task());
    assertEquals(new LambdaRank.Settings(), config.loss());
    assertEquals(STUDY, config.schedule());
  }

  /** RecSys 2023 and its official code, MovieLens-1M. */
  @Test
  void gSasRecAsPublished() {
    TrainingConfig config = TrainingConfig.preset("gsasrec");
    assertEquals(
        new ModelConfig(new SasRec.Settings(2, 1), new FullEmbedding.Untied(), 128, 200, 0.5),
        config.model());
    assertEquals(new BinaryCrossEntropy.Calibrated(0.75, new UniformNegatives(256)), config.loss());
    assertEquals(STUDY, config.schedule());
    assertEquals(new LeaveOneOut(512), config.holdout());
  }

  /** RecSys 2025 and its official code, 5-core Beauty; PyTorch's Adam. */
  @Test
  void eSasRecAsPublished() {
    TrainingConfig config = TrainingConfig.preset("esasrec");
    assertEquals(
        new ModelConfig(new LiGr.Settings(1, 1, 0), new FullEmbedding.Tied(), 256, 50, 0.2),
        config.model());
    assertEquals(new NextItemTask(), config.task());
    assertEquals(new SampledSoftmax.Settings(new UniformNegatives(256)), config.loss());
    assertEquals(
        new Adam.Settings(0.9, 0.98, 1e-8, 0, false, 1), config.optimization().optimizer());
    assertEquals(1e-3, config.optimization().learningRate());
    assertEquals(new Schedule(128, 0, 200, 175, 50), config.schedule());
    assertTrue(config.evaluation().excludeSeen());
    assertEquals(new LeaveOneOut(1_000_000), config.holdout());
  }

  @Test
  void modelsByTheirNamesHaveTheirOwnTaskAndLoss() {
    assertEquals("sasrec jpq-svd", TrainingConfig.sasrec().modelName());
    assertEquals("gsasrec jpq-svd", TrainingConfig.gsasrec().modelName());
    assertEquals("esasrec jpq-svd", TrainingConfig.esasrec().modelName());
    assertEquals(
        "esasrec jpq-svd gbce",
        TrainingConfig.esasrec().withLoss(new BinaryCrossEntropy.Calibrated()).modelName());
    assertEquals("bert4rec jpq-svd", TrainingConfig.bert4rec().modelName());
    assertEquals("gbert4rec jpq-svd", TrainingConfig.gbert4rec().modelName());
    assertEquals("gru4rec jpq-svd", TrainingConfig.gru4rec().modelName());
    assertEquals(
        "sasrec full-untied softmax",
        TrainingConfig.sasrec()
            .withItems(new FullEmbedding.Untied())
            .withLoss(new SoftmaxCrossEntropy.Settings())
            .modelName());
    assertEquals(
        "gsasrec full lazy-adam",
        TrainingConfig.gsasrec()
            .withItems(new FullEmbedding.Tied())
            .with("optimization.optimizer.lazyTables", true)
            .modelName());
  }

  @Test
  void settingsAreChangedOneByOne() {
    TrainingConfig config =
        TrainingConfig.gsasrec()
            .withDimension(64)
            .withSeed(7)
            .withMaxLength(50)
            .withCodes(new RandomCodes(4, 16))
            .withEpochs(3)
            .with("model.encoder.blocks", 1);
    assertEquals(
        new ModelConfig(
            new SasRec.Settings(1, 1),
            new JpqEmbedding.Settings(new RandomCodes(4, 16)),
            64,
            50,
            0.2),
        config.model());
    assertEquals(7, config.seed());
    assertEquals(3, config.schedule().epochs());
    Map<String, String> differences = config.differences(config.withSeed(8));
    assertEquals(Map.of("seed", "7, not 8"), differences);
    assertEquals(
        Map.of("evaluation.testUsers", "all, not 5"),
        config.differences(config.withEvaluation(config.evaluation().withTestUsers(5))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task: masked-items | task: expected one that shows only the past for sasrec, found"
            + " masked-items",
        "{task: suffix} | loss: expected one that takes several positives, as task suffix has them,"
            + " found gbce",
        "optimization: {embeddingL2: 0.5} | optimization.embeddingL2: expected a full item table,"
            + " found jpq; set model.items to full or leave it out",
        "optimization: {optimizer: {lazyTables: true}} | optimization.optimizer.lazyTables has no"
            + " effect on item table jpq; set model.items to full or leave it out",
        "{model: {items: full}, optimization: {averageDecay: 0.9, optimizer: {lazyTables: true}}} |"
            + " optimization.averageDecay: expected 0 with optimization.optimizer.lazyTables, whose"
            + " steps are to leave most rows alone, found 0.9; set one of them only",
        "{model: {items: full}, loss: softmax, optimization: {optimizer: {lazyTables: true}}} |"
            + " optimization.optimizer.lazyTables: expected a loss that looks single items up,"
            + " found loss softmax, which changes the whole table; use another loss or leave it"
            + " out",
        "{model: {encoder: gru4rec}, computation: {bfloat16: true}} | computation.bfloat16 has no"
            + " effect on gru4rec, whose graph is run as it is built; leave it out",
        "{model: {dimension: 100}} | model.dimension: expected a multiple of"
            + " model.items.codes.splits (8), found 100",
        "{schedule: {epoch: 3}} | schedule.epoch: no such setting; did you mean epochs? There are:"
            + " batchSize, batchesPerEpoch, epochs, evaluateEvery, patience",
        "{model: {encoder: {heads: 0}}} | model.encoder: heads must be at least 1, found 0",
        "{optimization: {schedule: falling}} | optimization.schedule: expected one of constant,"
            + " linear, cosine, found falling",
        "topK: none | topK: expected a whole number, found none",
      })
  void aRuleThatIsBrokenIsToldWithTheSetting(String yaml, String message) throws IOException {
    Path file = Files.writeString(directory.resolve("my.yaml"), yaml);
    DataException broken = assertThrows(DataException.class, () -> TrainingConfig.read(file));
    assertEquals(file + ": " + message, broken.getMessage());
  }

  @Test
  void theRecommendedMemoryIsLeftOutOfALargeCatalogueAndOneThatIsAskedForIsRefused() {
    TrainingConfig recommended = TrainingConfig.recommended().withCodes(new RandomCodes());
    assertEquals(20, recommended.resolved(16_777_216).memory().successors());
    TrainingConfig large = recommended.resolved(16_777_217);
    assertTrue(large.memory().wasLeftOut());
    assertEquals(3, large.memory().window());
    TrainingConfig asked = recommended.withMemory(20);
    assertEquals(
        "memory.successors: expected at most 16,777,216 items for 20 successors each, found"
            + " 16,777,217; set it lower, or to 0 for no memory",
        assertThrows(DataException.class, () -> asked.resolved(16_777_217)).getMessage());
  }

  @Test
  void aFileMayBeEmptyOrNoSettingsAtAll() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.yaml"), "# nothing\n");
    assertEquals(TrainingConfig.gsasrec(), TrainingConfig.read(empty));
    Path text = Files.writeString(directory.resolve("text.yaml"), "train it");
    DataException broken = assertThrows(DataException.class, () -> TrainingConfig.read(text));
    assertEquals(
        text + ": expected settings such as 'seed: 1' in YAML or JSON, found \"train it\"",
        broken.getMessage());
  }
}
