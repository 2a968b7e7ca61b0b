package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark prepared}: generates a prepared folder of any size. */
@Command(
    name = "prepared",
    description = {
      "Generates a prepared folder without structure, of up to billions of interactions, and says"
          + " what writing it took.",
      "Train on it with train --prepared FOLDER --codes random --memory 0 --no-baselines"
          + " --stop-after STEPS, which says how long steps waited."
    },
    sortOptions = false)
final class BenchmarkPreparedCommand extends ProgramCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder; a prepared one is replaced.")
  @Nullable Path output;

  @Option(
      names = "--users",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of users (default ${DEFAULT-VALUE}).")
  int users = 1_000_000;

  @Option(
      names = "--items",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of items (default ${DEFAULT-VALUE}).")
  int items = 1_000_000;

  @Option(
      names = "--length",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Interactions of each user before the one for the test (${DEFAULT-VALUE}).")
  int length = 100;

  @Option(
      names = "--validation-users",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description = "Number of users with a case for validation (default ${DEFAULT-VALUE}).")
  int validationUsers = 1024;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the items (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() throws IOException {
    GeneratedFolder folder;
    try {
      folder = new GeneratedFolder(users, items, length, validationUsers, seed);
    } catch (IllegalArgumentException wrongSizes) {
      throw usageError(wrongSizes);
    }
    long start = System.nanoTime();
    long interactions = folder.write(Objects.requireNonNull(output), base());
    double seconds = (System.nanoTime() - start) / 1e9;
    commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            """
            | users | items | interactions | seconds | peak memory |
            | --: | --: | --: | --: | --: |
            | %,d | %,d | %,d | %.1f | %s |
            """,
            users,
            items,
            interactions,
            seconds,
            Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
    commandLine().getOut().flush();
    return 0;
  }
}
