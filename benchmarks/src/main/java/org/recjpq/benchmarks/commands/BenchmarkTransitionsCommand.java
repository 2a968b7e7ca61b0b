package org.recjpq.benchmarks.commands;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark transitions}: time and memory of counting transitions. */
@Command(
    name = "transitions",
    description = {
      "Measures the building of a memory of transitions from generated sequences whose items follow"
          + " Zipf's law.",
      "The default sizes are Gowalla's. Peak memory is that of the whole process, including the"
          + " sequences."
    },
    sortOptions = false)
final class BenchmarkTransitionsCommand extends ProgramCommand implements Callable<Integer> {
  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Number of items (default ${DEFAULT-VALUE})")
  int items = 1_271_638;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Number of users (default ${DEFAULT-VALUE})")
  int users = 86_168;

  @Option(
      names = "--interactions",
      paramLabel = "N",
      description = "Number of interactions (default ${DEFAULT-VALUE})")
  int interactions = 6_397_903;

  @Option(
      names = "--memory",
      converter = Numbers.Positive.class,
      paramLabel = "T",
      description = "Successors kept per item (default ${DEFAULT-VALUE}).")
  int successors = 20;

  @Option(
      names = "--memory-window",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Maximum distance of a transition (default ${DEFAULT-VALUE}).")
  int window = 3;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the sequences (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() {
    TransitionSettings settings;
    Sequences sequences;
    try {
      settings = new TransitionSettings(successors, window, TransitionSettings.OFF.smoothing());
      sequences = ZipfSequences.generate(users, items, interactions, seed);
    } catch (IllegalArgumentException wrongSizes) {
      throw usageError(wrongSizes);
    }
    long start = System.nanoTime();
    Transitions built = TransitionBuilder.build(sequences, settings);
    double seconds = (System.nanoTime() - start) / 1e9;
    commandLine().getOut().print(table(built, seconds));
    return 0;
  }

  private String table(Transitions built, double seconds) {
    return String.format(
        Locale.ROOT,
        """
        | successors | window | items | interactions | cores | seconds | kept per item | bytes per item | peak memory |
        | --: | --: | --: | --: | --: | --: | --: | --: | --: |
        | %d | %d | %,d | %,d | %d | %.1f | %.1f | %d | %s |
        """,
        successors,
        window,
        items,
        interactions,
        Runtime.getRuntime().availableProcessors(),
        seconds,
        (double) built.used() / items,
        built.bytesPerItem(),
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
  }
}
