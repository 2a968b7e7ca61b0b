package org.recjpq.benchmarks.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.benchmarks.commands.StepTime.Summary;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.CodeShapeOptions;
import org.recjpq.program.options.ComputationOptions;
import org.recjpq.program.options.LazyAdamOption;
import org.recjpq.program.options.ModelOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.options.ObjectiveOptions;
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
          + " turn with the steps; where a batch has parts, their products are computed side by"
          + " side too.",
      "Models of several catalogues take their steps in turn, so that their times can be compared"
          + " on a busy machine. Peak memory is the whole process's: give one catalogue to measure"
          + " it."
    },
    sortOptions = false)
final class BenchmarkStepCommand extends ProgramCommand implements Callable<Integer> {
  /** Steps after the first one that are not counted: memory is still being laid out. */
  private static final int WARM_UP_STEPS = 3;

  @Option(
      names = "--catalogue",
      paramLabel = "N",
      split = ",",
      description = "Items, one model each (default ${DEFAULT-VALUE}).")
  int[] catalogues = {3_416, 1_271_638};

  @Mixin ModelOptions model = new ModelOptions();

  @Mixin ObjectiveOptions objective = new ObjectiveOptions();

  @Mixin CodeShapeOptions codes = new CodeShapeOptions();

  @Mixin LazyAdamOption lazyAdam = new LazyAdamOption();

  @Option(
      names = "--batch-size",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Sequences a batch (default ${DEFAULT-VALUE}).")
  int batchSize = 32;

  @Option(
      names = "--steps",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Steps to time, after " + (WARM_UP_STEPS + 1) + " others (default ${DEFAULT-VALUE}).")
  int steps = 40;

  @Mixin ComputationOptions computation = new ComputationOptions();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Makes codes, weights and batches (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() {
    List<TimedTraining> trainings = new ArrayList<>();
    try {
      build(trainings);
      for (int step = 0; step < 1 + WARM_UP_STEPS + steps; step++) {
        trainings.forEach(TimedTraining::step);
      }
      print(trainings);
    } finally {
      trainings.forEach(TimedTraining::close);
    }
    return 0;
  }

  private void build(List<TimedTraining> trainings) {
    try {
      ModelConfig architecture =
          model.config(
              model.items.needsCodes() ? new RandomCodes(codes.splits, codes.subIds) : null);
      LossSettings loss = objective.loss(model.kind);
      lazyAdam.check(model.items, loss, 0);
      var settings =
          new TimedTraining.Settings(
              architecture,
              objective.task(model.kind),
              loss,
              codes.shape(),
              lazyAdam.asked,
              batchSize,
              computation.of(architecture),
              seed);
      for (int items : catalogues) {
        trainings.add(new TimedTraining(settings, items));
      }
    } catch (IllegalArgumentException outOfRange) {
      throw wrongUse(outOfRange);
    }
  }

  private void print(List<TimedTraining> trainings) {
    PrintWriter out = commandLine().getOut();
    out.println(
        "| catalogue | item table | ms a step, median | least | floor, median | least | to the"
            + " floor | to the first | CPU ms a step, mean | floor | to the floor | to the first |"
            + " first step, s | trained parameters | planned peak |");
    out.println(
        "| --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --:"
            + " |");
    Summary first = summary(trainings.get(0).times());
    trainings.forEach(training -> out.println(row(training, first)));
    out.printf(
        Locale.ROOT,
        "%nPeak memory of the process: %s. Steps timed: %d, on %d threads, batch parts: %d.%n",
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"),
        steps,
        computation.threads,
        trainings.get(0).batchParts());
  }

  private String row(TimedTraining training, Summary first) {
    Summary own = summary(training.times());
    Summary floor = summary(training.floor().times());
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.1f | %.1f | %.2f | %.2f | %.2f |"
            + " %,d | %s |",
        training.items(),
        model.items.name().toLowerCase(Locale.ROOT) + (lazyAdam.asked ? " lazy-adam" : ""),
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
