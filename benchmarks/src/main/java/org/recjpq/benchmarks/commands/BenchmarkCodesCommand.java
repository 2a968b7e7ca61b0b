package org.recjpq.benchmarks.commands;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.CodeOptions;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.program.options.VectorLength;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark codes}: time and memory of one code assignment. */
@Command(
    name = "codes",
    description = {
      "Measures one code assignment on generated sequences whose items follow Zipf's law.",
      "The default sizes are Gowalla's. Peak memory is that of the whole process, including the"
          + " sequences."
    },
    sortOptions = false)
final class BenchmarkCodesCommand extends ProgramCommand implements Callable<Integer> {
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
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the sequences and the codes (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Mixin CodeOptions codes = new CodeOptions();

  @Mixin VectorLength vectors = new VectorLength();

  @Override
  public Integer call() {
    CommandLine commandLine = commandLine();
    TrainingConfig config = SettingOptions.over(base(), commandLine);
    CodeAssigner assigner =
        Objects.requireNonNull(config.model().items().codes())
            .resolved(items, config.model().dimension());
    Sequences sequences;
    try {
      sequences = ZipfSequences.generate(users, items, interactions, seed);
    } catch (IllegalArgumentException wrongSizes) {
      throw usageError(wrongSizes);
    }
    long start = System.nanoTime();
    assigner.assign(new AssignmentInput(sequences, null, config.model().dimension(), seed));
    double seconds = (System.nanoTime() - start) / 1e9;
    commandLine.getOut().println(table(assigner, seconds));
    return 0;
  }

  private String table(CodeAssigner assigner, double seconds) {
    return String.format(
        Locale.ROOT,
        """
        | codes | items | users | interactions | cores | seconds | peak memory |
        | --- | --: | --: | --: | --: | --: | --: |
        | %s | %,d | %,d | %,d | %d | %.1f | %s |\
        """,
        String.join(", ", settings(assigner)),
        items,
        users,
        interactions,
        Runtime.getRuntime().availableProcessors(),
        seconds,
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
  }

  private static List<String> settings(CodeAssigner assigner) {
    return Overlay.leaves(Json.tree(assigner)).entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .toList();
  }
}
