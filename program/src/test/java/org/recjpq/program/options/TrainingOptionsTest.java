package org.recjpq.program.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.QuotientRemainderCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TrainingOptionsTest {
  @TempDir Path directory;

  /** What takes the options. */
  @Command
  private static final class Host {
    @Mixin TrainingOptions settings = new TrainingOptions();
  }

  private static TrainingConfig config(String... arguments) {
    Host host = new Host();
    CommandLine commandLine =
        new CommandLine(host)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setDefaultValueProvider(SettingOptions.defaults(TrainingConfig::gsasrec));
    commandLine.parseArgs(arguments);
    try {
      return host.settings.config(TrainingConfig.gsasrec(), commandLine);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void assertWrongUse(String message, String... arguments) {
    var failure = assertThrows(ParameterException.class, () -> config(arguments));
    assertEquals(message, failure.getMessage());
  }

  @Test
  void withoutOptionsTheSettingsAreTheDefaults() {
    assertEquals(TrainingConfig.gsasrec(), config());
  }

  @Test
  void everyOptionOfTheModelReachesIt() {
    assertEquals(
        new ModelConfig(
            new Bert4Rec.Settings(3, 2, 7, true), new FullEmbedding.Untied(), 12, 9, 0.4),
        config(
                "--model=bert4rec",
                "--items=full_untied",
                "--dimension=12",
                "--max-length=9",
                "--blocks=3",
                "--heads=2",
                "--feed-forward=7",
                "--attend-padding",
                "--dropout=0.4")
            .model());
    assertEquals(new Gru4Rec.Settings(2), config("--model=gru4rec").model().encoder());
  }

  @Test
  void everyOptionOfCodesReachesTheAssigner() {
    assertEquals(
        new JpqEmbedding.Settings(new BprCodes(4, 32, 3)),
        config("--codes", "bpr", "--splits", "4", "--sub-ids", "32", "--bpr-epochs", "3")
            .model()
            .items());
    assertEquals(
        new RandomCodes(2, 256), config("--codes=random", "--splits=2").model().items().codes());
    assertEquals(new QuotientRemainderCodes(), config("--codes", "QR").model().items().codes());
  }

  @Test
  void everyOptionOfLearningReachesIt() {
    TrainingConfig config =
        config(
            "--learning-rate=0.5",
            "--schedule=cosine",
            "--warmup-steps=3",
            "--clip-norm=2",
            "--weight-decay=0.25",
            "--batch-size=7",
            "--batches-per-epoch=8",
            "--epochs=9",
            "--evaluate-every=10",
            "--patience=11",
            "--negatives=12",
            "--calibration=0.5",
            "--seed=13",
            "--validation-users=14",
            "--test-users=15",
            "--exclude-seen",
            "--threads=3",
            "--batch-parts=2",
            "--top-k=16");
    assertEquals(0.5, config.optimization().learningRate());
    assertEquals(RateSchedule.COSINE, config.optimization().schedule());
    assertEquals("0.25", config.settings().get("optimization.optimizer.weightDecay"));
    assertEquals("12", config.settings().get("loss.negatives.count"));
    assertEquals("0.5", config.settings().get("loss.calibration"));
    assertEquals("14", config.settings().get("holdout.validationUsers"));
    assertEquals(15, config.evaluation().testUsers());
    assertTrue(config.evaluation().excludeSeen());
    assertEquals(3, config.computation().threads());
    assertEquals(2, config.computation().batchParts());
    assertEquals(16, config.topK());
    assertEquals(13, config.seed());
    assertEquals(11, config.schedule().patience());
  }

  @Test
  void laterSourcesOfSettingsHavePrecedence() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("my.yaml"), "seed: 5\nmodel:\n  dimension: 256\n  dropout: 0.1\n");
    TrainingConfig config =
        config("--dimension=64", "--preset=sasrec-recjpq", "--config=" + file, "--set=topK=3");
    assertEquals(64, config.model().dimension(), "the option");
    assertEquals(0.1, config.model().dropout(), "the file");
    assertEquals(200, config.model().maxLength(), "the preset");
    assertEquals(5, config.seed());
    assertEquals(3, config.topK());
  }

  @Test
  void aMessageOnAWrongSettingOfAFileNamesTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("my.yaml"), "model:\n  dimensions: 256\n");
    assertWrongUse(
        file
            + ": model.dimensions: no such setting; did you mean dimension? There are: dimension,"
            + " dropout, encoder, items, maxLength",
        "--config=" + file,
        "--seed=3");
    assertWrongUse( // what the file says is right
        "--seed: expected a whole number, found x",
        "--config=" + Files.writeString(file, "topK: 3\n"),
        "--set=seed=x");
  }

  @Test
  void anotherModelTakesThePlaceOfThePresets() {
    TrainingConfig config = config("--preset=bert4rec-recjpq", "--model=gru4rec", "--items=full");
    assertEquals(
        new ModelConfig(new Gru4Rec.Settings(2), new FullEmbedding.Tied(), 512, 200, 0.2),
        config.model());
    assertEquals("suffix", config.task().name());
  }

  @ParameterizedTest
  @CsvSource({
    "gru4rec, --heads=2, --heads",
    "gru4rec, --feed-forward=8, --feed-forward",
    "gru4rec, --attend-padding, --attend-padding",
    "sasrec, --feed-forward=8, --feed-forward",
    "sasrec, --attend-padding, --attend-padding",
  })
  void anOptionWithoutEffectOnTheEncoderIsWrongUse(String model, String argument, String option) {
    assertWrongUse(
        option + " has no effect on " + model + "; leave it out", "--model=" + model, argument);
  }

  @ParameterizedTest
  @CsvSource({"svd, --bpr-epochs", "random, --bpr-epochs", "qr, --splits", "qr, --sub-ids"})
  void anOptionWithoutEffectOnTheCodesIsWrongUse(String codes, String option) {
    assertWrongUse(
        option + " has no effect on " + codes + "; leave it out", "--codes", codes, option, "8");
  }

  @Test
  void settingsThatDoNotFitAreWrongUse() {
    assertWrongUse("--dimension: expected a multiple of --heads (3), found 128", "--heads=3");
    assertWrongUse(
        "--max-length: expected at least 2 for bert4rec, found 1",
        "--model=bert4rec",
        "--max-length=1");
    assertWrongUse(
        "Invalid value for option '--splits': expected a whole number of at least 1, found 0",
        "--splits=0");
    assertWrongUse(
        "model.encoder.block: no such setting; did you mean blocks? There are: blocks, heads",
        "--set=model.encoder.block=3");
    assertWrongUse(
        "--codes: expected one of auto, bpr, file, pq, qr, random, rq, svd, or the name of a class"
            + " on the class path that implements CodeAssigner, found half; correct it or add the"
            + " jar of that class",
        "--codes=half");
  }
}
