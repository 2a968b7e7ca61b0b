package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.benchmarks.commands.StepTime.Summary;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.CodeOptions;
import org.recjpq.program.options.ComputationOptions;
import org.recjpq.program.options.ConfigOptions;
import org.recjpq.program.options.LossOptions;
import org.recjpq.program.options.ModelOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.options.Sets;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark step}: time and memory of a training step by the catalogue's size. */
@Command(
    name = "step",
    description = {
      "Measures the training step of one model on generated sequences of full length.",
      "Its floor is the time of the step's matrix products alone, forward and backward, measured in"
          + " turn with the steps; if a batch has parts, their products are computed in parallel"
          + " too.",
      "Models of several catalogues run their steps in turn, so that their times can be compared on"
          + " a busy machine. Peak memory is that of the whole process: name a single catalogue to"
          + " measure it."
    },
    sortOptions = false)
final class BenchmarkStepCommand extends ProgramCommand implements Callable<Integer> {
  /** Steps after the first one that are not counted, because memory is still being laid out. */
  private static final int WARM_UP_STEPS = 3;

  @Option(
      names = "--catalogue",
      paramLabel = "N",
      split = ",",
      description = "Catalogue sizes, one model for each (default ${DEFAULT-VALUE}).")
  int[] catalogues = {3_416, 1_271_638};

  @Mixin ConfigOptions start = new ConfigOptions();

  @Mixin ModelOptions model = new ModelOptions();

  @Mixin LossOptions loss = new LossOptions();

  @Mixin CodeOptions codes = new CodeOptions();

  @Sets("optimization.optimizer.lazyTables")
  @Option(
      names = "--lazy-adam",
      description = "With a full item table, update only the rows that a step looks up.")
  boolean lazyAdam;

  @Sets("schedule.batchSize")
  @Option(
      names = "--batch-size",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Sequences per batch (default ${DEFAULT-VALUE}).")
  @Nullable Integer batchSize;

  @Option(
      names = "--steps",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Steps to time, after " + (WARM_UP_STEPS + 1) + " others (default ${DEFAULT-VALUE}).")
  int steps = 40;

  @Mixin ComputationOptions computation = new ComputationOptions();

  @Sets("seed")
  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of codes, weights and batches (default ${DEFAULT-VALUE}).")
  @Nullable Long seed;

  @Override
  public TrainingConfig base() {
    return TrainingConfig.gsasrec().withSeed(1).with("schedule.batchSize", 32);
  }

  @Override
  public Integer call() throws IOException {
    TrainingConfig config =
        start.config(base(), commandLine()).resolved(IntStream.of(catalogues).max().orElseThrow());
    computation.check(config);
    List<TimedTraining> trainings = new ArrayList<>();
    try {
      build(config, trainings);
      for (int step = 0; step < 1 + WARM_UP_STEPS + steps; step++) {
        trainings.forEach(TimedTraining::step);
      }
      print(config, trainings);
    } finally {
      trainings.forEach(TimedTraining::close);
    }
    return 0;
  }

  private void build(TrainingConfig config, List<TimedTraining> trainings) {
    try {
      for (int items : catalogues) {
        trainings.add(new TimedTraining(config, items));
      }
    } catch (IllegalArgumentException outOfRange) {
      throw usageError(outOfRange);
    }
  }

  private void print(TrainingConfig config, List<TimedTraining> trainings) {
    PrintWriter out = commandLine().getOut();
    out.println(
        "| catalogue | item table | ms per step, median | least | floor, median | least | to the"
            + " floor | to the first | CPU ms per step, mean | floor | to the floor | to the first"
            + " | first step, s | trained parameters | planned peak |");
    out.println(
        "| --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --:"
            + " |");
    Summary first = summary(trainings.get(0).times());
    trainings.forEach(training -> out.println(row(config, training, first)));
    out.printf(
        Locale.ROOT,
        "%nPeak memory of the process: %s. Steps timed: %d, on %d threads, batch parts: %d.%n",
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"),
        steps,
        config.computation().threads(),
        config.computation().batchParts());
  }

  private String row(TrainingConfig config, TimedTraining training, Summary first) {
    Summary own = summary(training.times());
    Summary floor = summary(training.floor().times());
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.1f | %.1f | %.2f | %.2f | %.2f |"
            + " %,d | %s |",
        training.items(),
        config.model().items().name()
            + (config.optimization().optimizer().lazyTables() ? " lazy-adam" : ""),
        own.median() * 1000,
        own.least() * 1000,
        floor.median() * 1000,
        floor.least() * 1000,
        own.median() / floor.median(),
        own.median() / first.median(),
        own.cpu() * 1000,
        floor.cpu() * 1000,
        own.cpu() / floor.cpu(),
        own.cpu() / first.cpu(),
        training.times().get(0).wall(),
        training.parameterCount(),
        Sizes.bytes(training.memoryPlan().peak()));
  }

  private static Summary summary(List<StepTime> times) {
    return Summary.of(times.subList(1 + WARM_UP_STEPS, times.size()));
  }
}
