package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.program.CommandRun;
import org.recjpq.program.RecJpq;
import org.recjpq.program.options.Preset;
import org.recjpq.program.options.PresetOption;
import org.recjpq.training.batches.TaskKind;
import org.recjpq.training.runs.ModelKind;
import org.recjpq.training.runs.RunConfig;
import picocli.CommandLine;

class PresetTest {
  private static final Map<String, String> STUDY_CODES =
      Map.of("codes", "svd", "splits", "8", "sub-ids", "256");

  static Stream<Preset> presets() {
    return Preset.all().stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyPresetIsAValidConfiguration(Preset preset) {
    Chosen chosen = Chosen.by("--preset=" + preset);
    assertEquals(preset.options().get("model"), chosen.model().toString());
  }

  /** arXiv 2312.06165 and its official code: the values of the configuration files. */
  @Test
  void sasRecOfTheStudy() {
    Chosen chosen = Chosen.by("--preset=sasrec-recjpq");
    assertEquals(ModelKind.SASREC, chosen.model());
    assertEquals(
        new ModelConfig(new SasRec.Settings(2, 1), new JpqEmbedding.Settings(), 512, 200, 0.5),
        chosen.architecture());
    assertEquals(STUDY_CODES, chosen.codes());
    assertEquals(TaskKind.NEXT_ITEM, chosen.task());
    assertEquals(new BinaryCrossEntropy.Plain(new UniformNegatives(1)), chosen.loss());
    assertEquals(adam(1e-3), chosen.optimization());
    assertEquals(new RunConfig.Schedule(128, 256, 10_000, 256, 200), chosen.schedule());
    assertEquals(1024, chosen.validationUsers());
  }

  @Test
  void bert4RecOfTheStudy() {
    Chosen chosen = Chosen.by("--preset=bert4rec-recjpq");
    assertEquals(ModelKind.BERT4REC, chosen.model());
    assertEquals(
        new ModelConfig(
            new Bert4Rec.Settings(3, 2, 3072, true), new JpqEmbedding.Settings(), 512, 200, 0.2),
        chosen.architecture());
    assertEquals(STUDY_CODES, chosen.codes());
    assertEquals(TaskKind.MASKED_ITEMS, chosen.task());
    assertEquals("softmax", chosen.loss().name());
    assertEquals(adam(1e-4), chosen.optimization());
    assertEquals(new RunConfig.Schedule(8, 1024, 10_000, 1024, 200), chosen.schedule());
    assertEquals(1024, chosen.validationUsers());
  }

  @Test
  void gru4RecOfTheStudy() {
    Chosen chosen = Chosen.by("--preset=gru4rec-recjpq");
    assertEquals(ModelKind.GRU4REC, chosen.model());
    assertEquals(
        new ModelConfig(new Gru4Rec.Settings(3), new JpqEmbedding.Settings(), 512, 200, 0),
        chosen.architecture());
    assertEquals(TaskKind.SUFFIX, chosen.task());
    assertEquals("lambdarank", chosen.loss().name());
    assertEquals(STUDY_CODES, chosen.codes());
    assertEquals(adam(1e-3), chosen.optimization());
    assertEquals(new RunConfig.Schedule(128, 256, 10_000, 256, 200), chosen.schedule());
    assertEquals(1024, chosen.validationUsers());
  }

  /** RecSys 2023 and its official code, MovieLens-1M. */
  @Test
  void gSasRecAsPublished() {
    Chosen chosen = Chosen.by("--preset=gsasrec");
    assertEquals(ModelKind.GSASREC, chosen.model());
    assertEquals(
        new ModelConfig(new SasRec.Settings(2, 1), new FullEmbedding.Untied(), 128, 200, 0.5),
        chosen.architecture());
    assertEquals(TaskKind.NEXT_ITEM, chosen.task());
    assertEquals(new BinaryCrossEntropy.Calibrated(0.75, new UniformNegatives(256)), chosen.loss());
    assertEquals(adam(1e-3), chosen.optimization());
    assertEquals(new RunConfig.Schedule(128, 256, 10_000, 256, 200), chosen.schedule());
    assertEquals(512, chosen.validationUsers());
  }

  private static RunConfig.Optimization adam(double rate) {
    return new RunConfig.Optimization(rate, RateSchedule.CONSTANT, 0, 0, 0, 0, false);
  }

  @Test
  void optionsBesideAPresetHavePrecedenceWhereverTheyStand() {
    Chosen chosen = Chosen.by("--dimension=64", "--preset=sasrec-recjpq", "--epochs=3");
    assertEquals(64, chosen.architecture().dimension());
    assertEquals(3, chosen.schedule().epochs());
    assertEquals(200, chosen.schedule().patience());
  }

  @Test
  void whatAPresetSaysOfAnotherModelIsNotHeldAgainstTheUser() {
    Chosen chosen = Chosen.by("--preset=bert4rec-recjpq", "--model=gru4rec", "--items=full");
    assertEquals(
        new ModelConfig(new Gru4Rec.Settings(3), new FullEmbedding.Tied(), 512, 200, 0.2),
        chosen.architecture());
  }

  @Test
  void withoutAPresetNothingChanges() {
    Chosen chosen = Chosen.by();
    assertEquals(ModelKind.GSASREC, chosen.model());
    assertEquals(new BinaryCrossEntropy.Calibrated(0.75, new UniformNegatives(64)), chosen.loss());
    assertEquals(128, chosen.architecture().dimension());
  }

  @Test
  void presetsAreListedWithTheirSource() {
    CommandRun all = CommandRun.ofProgram("presets");
    assertEquals(0, all.exitCode(), all.err());
    assertEquals(3L * Preset.all().size(), all.out().lines().count());
    CommandRun one = CommandRun.ofProgram("presets", "gsasrec");
    List<String> lines = one.out().lines().toList();
    assertEquals(3, lines.size(), one.out());
    assertTrue(lines.get(0).startsWith("gsasrec: "), one.out());
    assertTrue(lines.get(1).startsWith("  source: Petrov and Macdonald, gSASRec"), one.out());
    assertTrue(lines.get(2).contains(" --negatives=256 --calibration=0.75 "), one.out());
  }

  /** What a command line of {@code train} chooses. */
  private record Chosen(
      ModelKind model,
      ModelConfig architecture,
      Map<String, String> codes,
      TaskKind task,
      LossSettings loss,
      RunConfig.Optimization optimization,
      RunConfig.Schedule schedule,
      int validationUsers) {

    static Chosen by(String... arguments) {
      String[] train =
          Stream.concat(Stream.of("train"), Stream.of(arguments)).toArray(String[]::new);
      var parsed = PresetOption.withDefaults(RecJpq.commandLine().parseArgs(train));
      CommandLine command = parsed.subcommand().commandSpec().commandLine();
      TrainCommand options = command.getCommand();
      boolean hasCodes = options.model.items.needsCodes();
      options.codes.assigner();
      return new Chosen(
          options.model.kind,
          options.model.config(hasCodes ? options.codes.assigner() : null),
          options.codes.settings(),
          options.objective.task(options.model.kind),
          options.objective.loss(options.model.kind),
          options.learning.optimization(),
          options.learning.schedule(),
          options.learning.validationUsers);
    }
  }
}
