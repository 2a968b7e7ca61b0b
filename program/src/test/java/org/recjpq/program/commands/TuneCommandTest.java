package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;
import org.recjpq.training.config.ConfigFile;
import org.recjpq.training.config.TrainingConfig;

/** Each round of each point is a process of its own, so the study is as small as can be. */
class TuneCommandTest {
  private static final String STUDY =
      """
      settings:
        model: {dimension: 16, maxLength: 16, encoder: {blocks: 1}, items: full}
        loss: {negatives: {count: 4}}
        schedule: {batchSize: 16, epochs: 8, evaluateEvery: 10}
        holdout: {validationUsers: 40}
        computation: {threads: 1}
      datasets:
        small: {generate: {users: 60, items: 50, interactions: 700, clusters: 5}}
      axes:
        optimization.learningRate: [0.000001, 0.01, 0.000002]
      seeds: [3]
      tune: {factor: 3, finalists: 1}
      """;

  @TempDir Path directory;

  @Test
  void hopelessSettingsAreGivenUp() throws IOException {
    Path file = Files.writeString(directory.resolve("tiny.yaml"), STUDY);
    Path folder = directory.resolve("tuned");
    CommandRun tuned =
        CommandRun.ofProgram("tune", file.toString(), "--output=" + folder, "--parallel=2");
    assertEquals(0, tuned.exitCode(), tuned.err());
    assertTrue(
        tuned.err().contains("small_learningRate-0.000001_seed-3 has come as far as"), tuned.err());
    List<String> trials = Files.readAllLines(folder.resolve("tune.csv"));
    assertEquals("dataset,optimization.learningRate,steps,validation", trials.get(0));
    assertTrue(trials.get(1).matches("small,0\\.01,all,0\\.\\d+"), trials.get(1));
    assertTrue(trials.get(2).matches("small,0\\.00000[12],10,0\\.\\d+"), trials.get(2));
    assertEquals(4, trials.size());
    assertFalse(
        Files.exists(folder.resolve("runs/small_learningRate-0.000002_seed-3/result.json")));

    Path best = folder.resolve("best-small.yaml");
    TrainingConfig config = TrainingConfig.read(best);
    assertEquals(0.01, config.optimization().learningRate());
    assertEquals(16, config.model().dimension());
    assertTrue(ConfigFile.read(best).source().get("path").asText().endsWith("logs/small.csv.gz"));
    assertTrue(tuned.out().endsWith("The best: recjpq train --config " + best + "\n"), tuned.out());

    CommandRun again = CommandRun.ofProgram("tune", file.toString(), "--output=" + folder);
    assertEquals(tuned.out(), again.out());
    assertFalse(again.err().contains("small_"), again.err()); // nothing is left to train
  }

  @Test
  void aFactorThatGivesNothingUpIsRefused() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("wrong.yaml"), STUDY.replace("{factor: 3", "{factor: 1"));
    CommandRun wrong = CommandRun.ofProgram("tune", file.toString());
    assertEquals(1, wrong.exitCode());
    assertEquals(
        "recjpq: "
            + file
            + ": tune: expected first of at least 0, factor of at least 2 and finalists of at least"
            + " 1, found 0, 1 and 1\n",
        wrong.err());
  }
}
