package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkStepCommandTest {
  private static final String[] SMALL_CODES = {"--splits=2", "--sub-ids=8"};
  private static final String[] SMALL = {
    "--dimension=4", "--max-length=3", "--blocks=1", "--batch-size=2", "--negatives=2", "--steps=2"
  };

  @Test
  void printsARowForEachCatalogueAndTheSameParametersWhateverItsSize() {
    CommandRun run = small("--catalogue=20,400");
    assertEquals(0, run.exitCode(), run.err());
    String[] lines = run.out().split("\n");
    assertTrue(lines[0].startsWith("| catalogue | item table | ms per step, median |"), lines[0]);
    // 8 · 4 sub-embeddings, 3 · 4 positions, a block of 3 + 2 dense layers of 4 · 4 + 4 and two
    // norms of 2 · 4, and the last norm: 32 + 12 + 100 + 16 + 8.
    assertTrue(
        lines[2].matches("\\| 20 \\| jpq \\| .* \\| 1\\.00 \\| .* \\| 168 \\| .*"), lines[2]);
    assertTrue(lines[3].matches("\\| 400 \\| jpq \\| .* \\| 168 \\| .*"), lines[3]);
  }

  @Test
  void aFullTableHasAVectorForEachRow() {
    CommandRun run = small(new String[0], "--catalogue=20", "--items=full");
    assertEquals(0, run.exitCode(), run.err());
    // 22 · 4 instead of the 32 numbers of the sub-embeddings
    String row = run.out().split("\n")[2];
    assertTrue(row.matches("\\| 20 \\| full \\| .* \\| 224 \\| .*"), row);
  }

  @Test
  void settingsThatDoNotFitAreWrongUse() {
    CommandRun run =
        CommandRun.of(new BenchmarkStepCommand(), "--catalogue=20", "--dimension=4", "--splits=3");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("--dimension: expected a multiple of --splits (3), found 4"),
        run.err());
  }

  @Test
  void noStepsAreWrongUse() {
    CommandRun run = CommandRun.of(new BenchmarkStepCommand(), "--steps=0");
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "Invalid value for option '--steps': expected a whole number of at least 1, found"
                    + " 0"),
        run.err());
  }

  private static CommandRun small(String... arguments) {
    return small(SMALL_CODES, arguments);
  }

  private static CommandRun small(String[] codes, String... arguments) {
    return CommandRun.of(
        new BenchmarkStepCommand(),
        Stream.of(SMALL, codes, arguments).flatMap(Stream::of).toArray(String[]::new));
  }
}
