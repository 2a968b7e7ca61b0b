package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;
import org.recjpq.program.RecJpq;

/** Each point is trained by a process of its own, so the study is as small as can be. */
class StudyCommandTest {
  private static final int PATIENCE_SECONDS = 180;

  private static final String STUDY =
      """
      description: "Do codes matter & how?"
      settings:
        model: {dimension: 16, maxLength: 16, encoder: {blocks: 1}}
        loss: {negatives: {count: 4}}
        schedule: {batchSize: 16, epochs: 8, evaluateEvery: 10}
        holdout: {validationUsers: 20}
        computation: {threads: 2}
      datasets:
        small: {generate: {users: 60, items: 50, interactions: 700, clusters: 5}}
      axes:
        table:
          full: {model: {items: full}}
          shared: {model: {items: {type: jpq, codes: {type: svd, splits: 4, subIds: 8}}}}
      seeds: [3]
      """;

  @TempDir Path directory;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends signals")
  void aStudyThatIsKilledTwiceHasTheSameTables() throws Exception {
    Path file = Files.writeString(directory.resolve("tiny.yaml"), STUDY);
    Path killed = directory.resolve("killed");
    Path first = killed.resolve("runs/small_full_seed-3/checkpoints");
    Path second = killed.resolve("runs/small_shared_seed-3/checkpoints");
    for (Path begun : List.of(first, second)) {
      Process study = start("study", file.toString(), "--output=" + killed);
      await(begun, study);
      study.destroyForcibly().waitFor();
    }
    assertFalse(Files.exists(killed.resolve("results.csv")));
    CommandRun planned =
        CommandRun.ofProgram("study", file.toString(), "--output=" + killed, "--plan");
    assertEquals(
        List.of("finished small_full_seed-3", "open     small_shared_seed-3"),
        planned.out().lines().toList());
    CommandRun ended = CommandRun.ofProgram("study", file.toString(), "--output=" + killed);
    assertEquals(0, ended.exitCode(), ended.err());
    assertTrue(ended.err().contains("Resuming small_shared_seed-3"), ended.err());
    assertFalse(ended.err().contains("small_full_seed-3"), ended.err());

    Path whole = directory.resolve("whole");
    Path failing = // points that fail do not stop the others
        Files.writeString(
            directory.resolve("failing.yaml"),
            STUDY.replace("  small:", "  none: {path: none.csv}\n  small:"));
    CommandRun atOnce =
        CommandRun.ofProgram(
            "study",
            failing.toString(),
            "--output=" + whole,
            "--data=" + directory,
            "--parallel=2");
    assertEquals(1, atOnce.exitCode(), atOnce.err());
    assertTrue(
        atOnce.err().contains("none_full_seed-3 failed: " + directory.resolve("none.csv")),
        atOnce.err());
    assertTrue(Files.readString(whole.resolve("study.html")).contains("none_full_seed-3"));
    assertEquals(atOnce.out(), ended.out());
    for (String table : List.of("results.csv", "results.md", "results.tex")) {
      assertEquals(
          Files.readString(whole.resolve(table)), Files.readString(killed.resolve(table)), table);
    }
    List<String> rows = Files.readAllLines(killed.resolve("results.csv"));
    assertEquals(3, rows.size());
    assertTrue(rows.get(0).startsWith("dataset,table,seeds,ndcg@10,ndcg@10 low,"), rows.get(0));
    assertTrue(rows.get(2).startsWith("small,shared,1,0."), rows.get(2));
    String page = Files.readString(killed.resolve("study.html"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(killed.resolve("study.html").toFile());
    assertTrue(page.contains("Do codes matter &amp; how?"), page);
    assertTrue(page.contains("paired t-test, corrected for 1 comparison by Holm"), page);
    assertOtherSettingsAreRefused(file, killed);
  }

  private static void assertOtherSettingsAreRefused(Path file, Path folder) throws IOException {
    Files.delete(folder.resolve("runs/small_full_seed-3/report.html")); // not finished any more
    Files.writeString(file, STUDY.replace("epochs: 8", "epochs: 9"));
    CommandRun refused = CommandRun.ofProgram("study", file.toString(), "--output=" + folder);
    assertEquals(1, refused.exitCode());
    assertTrue(
        refused
            .err()
            .contains(
                "configs/small_full_seed-3.json: expected the settings of this study, found others;"
                    + " use another folder"),
        refused.err());
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RecJpq.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
  }

  private void await(Path checkpoints, Process study) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (isEmpty(checkpoints)) {
      if (!study.isAlive() || System.nanoTime() > end) {
        study.destroyForcibly();
        fail("no checkpoint: " + Files.readString(directory.resolve("output")));
      }
      Thread.sleep(5);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.noneMatch(file -> String.valueOf(file.getFileName()).startsWith("step-"));
    }
  }
}
