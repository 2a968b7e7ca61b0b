package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.benchmarks.commands.StepTime.Summary;
import org.recjpq.graph.placement.Cluster;
import org.recjpq.graph.placement.ClusterAddresses;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.machine.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark cluster}: what a step costs each process of a cluster. */
@Command(
    name = "cluster",
    description = {
      "Trains one model on generated sequences of full length in one process, and in clusters of"
          + " processes on this machine, all with as many parts of a batch as the largest cluster"
          + " has processes, and one thread each.",
      "Bytes are those of the loopback interface, whoever sent them; tensors those that a process"
          + " gets from another in a step. Weights are compared by their checksums."
    },
    sortOptions = false)
final class BenchmarkClusterCommand extends ProgramCommand implements Callable<Integer> {
  /** Steps that are not counted. */
  private static final int WARM_UP_STEPS = 4;

  @Option(
      names = "--processes",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      split = ",",
      description = "Numbers of processes, the chief included (default ${DEFAULT-VALUE}).")
  List<Integer> processes = List.of(1, 2, 3);

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of item vectors (default ${DEFAULT-VALUE}).")
  int dimension = 128;

  @Option(
      names = "--max-length",
      converter = Numbers.Positive.class,
      paramLabel = "L",
      description = "Length of sequences (default ${DEFAULT-VALUE}).")
  int maxLength = 200;

  @Option(
      names = "--batch-size",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Sequences per batch (default ${DEFAULT-VALUE}).")
  int batchSize = 32;

  @Option(
      names = "--items",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Size of the catalogue (default ${DEFAULT-VALUE}).")
  int items = 3_416;

  @Option(
      names = "--steps",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Steps to time, after " + WARM_UP_STEPS + " others (default ${DEFAULT-VALUE}).")
  int steps = 20;

  @Option(names = "--parts", hidden = true, description = "Train in this process.")
  @Nullable Integer parts;

  @Option(names = "--chief", hidden = true, description = "The addresses of its cluster.")
  @Nullable String chief;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = commandLine().getOut();
    if (parts != null) {
      train(out, parts);
      return 0;
    }
    out.println(
        "| processes | step, ms, median | least | CPU ms a step: chief | each worker | bytes a step"
            + " | tensors | weights |");
    out.println("| --: | --: | --: | --: | --- | --: | --: | --- |");
    String expected = null;
    for (int count : processes) {
      TimedCluster.Figures figures = new TimedCluster(arguments(), count).run();
      String[] own = figures.chief().strip().split(" ", -1);
      expected = expected == null ? own[3] : expected;
      out.println(row(count, own, figures, own[3].equals(expected)));
      out.flush();
    }
    out.printf(
        Locale.ROOT,
        "%n%s, recjpq %s; %d steps, d = %d, L = %d, B = %d, %,d items.%n",
        Machine.description(),
        Version.program(),
        steps,
        dimension,
        maxLength,
        batchSize,
        items);
    return 0;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("benchmark", "cluster"));
    arguments.add("--parts=" + processes.stream().max(Integer::compare).orElseThrow());
    arguments.add("--dimension=" + dimension);
    arguments.add("--max-length=" + maxLength);
    arguments.add("--batch-size=" + batchSize);
    arguments.add("--items=" + items);
    arguments.add("--steps=" + steps);
    return arguments;
  }

  private String row(int count, String[] own, TimedCluster.Figures figures, boolean same) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %s | %s | %s | %s |",
        count,
        own[0],
        own[1],
        own[2],
        figures.workerCpu().stream()
            .map(seconds -> String.format(Locale.ROOT, "%.1f", seconds * 1000 / steps))
            .collect(Collectors.joining(", ")),
        figures.bytes() < 0
            ? "unknown"
            : String.format(Locale.ROOT, "%,d", figures.bytes() / steps),
        own[4],
        same ? "equal" : "different");
  }

  /** Prints median and least milliseconds a step, CPU milliseconds, a checksum, and tensors. */
  private void train(PrintWriter out, int batchParts) {
    TrainingConfig config =
        TrainingConfig.gsasrec()
            .withSeed(1)
            .with("schedule.batchSize", batchSize)
            .with("model.dimension", dimension)
            .with("model.maxLength", maxLength)
            .with("computation.threads", 1)
            .with("computation.batchParts", batchParts)
            .resolved(items);
    Workplace workplace =
        chief == null ? Workplace.here() : Cluster.chief(ClusterAddresses.parse(chief), 1);
    try (TimedTraining training = new TimedTraining(config, items, workplace)) {
      for (int step = 0; step < WARM_UP_STEPS; step++) {
        training.train();
      }
      out.println(TimedCluster.BEGIN);
      out.flush();
      for (int step = 0; step < steps; step++) {
        training.train();
      }
      out.println(TimedCluster.END);
      List<StepTime> times = training.times();
      Summary summary = Summary.of(times.subList(WARM_UP_STEPS, times.size()));
      out.printf(
          Locale.ROOT,
          "%.1f %.1f %.1f %s %d%n",
          summary.median() * 1000,
          summary.least() * 1000,
          summary.cpu() * 1000,
          training.checksum(),
          training.traced().received());
      out.flush();
    }
    if (chief != null) {
      Runtime.getRuntime().halt(0); // TensorFlow's servers cannot be stopped
    }
  }
}
