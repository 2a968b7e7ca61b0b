package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkTrainingMemoryCommandTest {
  @Test
  void eachTableIsMeasuredInAProcessOfItsOwn() {
    CommandRun run = small("--catalogue=20,5000", "--tables=full,2x8");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).startsWith("| item table | items | trained parameters | resident |"));
    // see BenchmarkStepCommandTest; a table of 5002 · 4 instead of 22 · 4 numbers
    assertTrue(lines.get(2).startsWith("| full | 20 | 224 | "), lines.get(2));
    assertTrue(lines.get(3).startsWith("| 2x8 | 20 | 168 | "), lines.get(3));
    assertTrue(lines.get(4).startsWith("| full | 5,000 | 20,144 | "), lines.get(4));
    assertTrue(lines.get(5).startsWith("| 2x8 | 5,000 | 168 | "), lines.get(5));
    assertTrue(lines.get(5).matches(".* [0-9.]+ [KM]iB \\| unknown \\|"), lines.get(5));
  }

  @Test
  void aTableMustBeOne() {
    CommandRun run = small("--tables=8-256");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "--tables: expected full, or splits and sub-ids such as 8x256, found 8-256"),
        run.err());
  }

  @Test
  void codesMustFitTheDimension() {
    CommandRun run = small("--tables=3x8");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("expected a multiple of"), run.err());
  }

  private static CommandRun small(String... arguments) {
    return CommandRun.of(
        new BenchmarkTrainingMemoryCommand(),
        Stream.concat(
                Stream.of(
                    "--model=gsasrec",
                    "--set=model.dimension=4",
                    "--set=model.items.codes.splits=2",
                    "--set=model.maxLength=3",
                    "--set=model.encoder.blocks=1",
                    "--set=schedule.batchSize=2",
                    "--steps=1"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }
}
