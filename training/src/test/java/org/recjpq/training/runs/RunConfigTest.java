package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.training.batches.TaskKind;
import org.recjpq.training.loop.Computation;

class RunConfigTest {
  private static final RunConfig CONFIG =
      new RunConfig(
          "1",
          null,
          7,
          Computation.exact(2),
          new RunConfig.Data(
              "/logs/a.csv", LogFormat.of(LogFormat.Preset.CSV), 5, 0, 16, 100, true, "abc"),
          Map.of("codes", "svd"),
          ModelKind.GSASREC,
          new ModelConfig(new SasRec.Settings(1, 1), new JpqEmbedding.Settings(), 16, 20, 0.2),
          TaskKind.NEXT_ITEM,
          new BinaryCrossEntropy.Calibrated(0.5, new UniformNegatives(4)),
          new RunConfig.Optimization(0.001, RateSchedule.COSINE, 0, 0, 0.01, 0, false),
          new RunConfig.Schedule(8, 0, 3, 10, 2),
          10);

  @TempDir Path directory;

  @Test
  void isReadBackAsItWasWritten() throws IOException {
    Path file = directory.resolve("config.json");
    CONFIG.write(file);
    assertEquals(CONFIG, RunConfig.read(file));
  }

  @Test
  void namesAModelByKindTableAndCodes() {
    assertEquals("gsasrec jpq-svd", CONFIG.modelName());
  }

  @Test
  void namesALossThatIsNotTheModelsOwn() {
    RunConfig other =
        new RunConfig(
            CONFIG.version(),
            CONFIG.preset(),
            CONFIG.seed(),
            CONFIG.computation(),
            CONFIG.data(),
            Map.of(),
            CONFIG.kind(),
            CONFIG.model().withItems(new FullEmbedding.Untied()),
            CONFIG.task(),
            new BinaryCrossEntropy.Plain(),
            CONFIG.optimization(),
            CONFIG.schedule(),
            CONFIG.topK());
    assertEquals("gsasrec full-untied bce", other.modelName());
  }

  @Test
  void givesEverySettingByItsPath() {
    Map<String, String> settings = CONFIG.settings();
    assertEquals("16", settings.get("model.dimension"));
    assertEquals("CSV", settings.get("data.format.preset"));
    assertEquals("svd", settings.get("codes.codes"));
    assertFalse(settings.containsKey("data.format.delimiter"), "not set");
  }

  @Test
  void anUnknownSettingIsNamed() throws IOException {
    Path file = directory.resolve("config.json");
    Files.writeString(file, CONFIG.toJson().replace("\"seed\"", "\"sead\" : 1, \"seed\""));
    DataException failure = assertThrows(DataException.class, () -> RunConfig.read(file));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith(file + ": expected a configuration of this version"), message);
    assertTrue(message.contains("sead"), message);
  }

  @Test
  void aSettingThatAnOlderVersionDidNotHaveIsNamed() throws IOException {
    Path file = directory.resolve("config.json");
    Files.writeString(file, CONFIG.toJson().replaceAll("\"schedule\" : \"COSINE\",\\s*", ""));
    DataException failure = assertThrows(DataException.class, () -> RunConfig.read(file));
    String message = String.valueOf(failure.getMessage());
    assertTrue(
        message.matches(
            ".*config.json: expected a configuration of this version, found: Missing creator"
                + " property 'schedule'; restore the file or train anew"),
        message);
  }
}
