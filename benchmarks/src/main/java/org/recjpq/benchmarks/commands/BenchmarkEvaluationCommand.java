package org.recjpq.benchmarks.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.benchmarks.commands.StepTime.Summary;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.CodeShapeOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark evaluation}: how many users are ranked per second, in several ways. */
@Command(
    name = "evaluation",
    description = {
      "Measures the evaluation of SASRec with two blocks over a whole catalogue: initial weights,"
          + " uniform codes, histories of random items and lengths.",
      "All ways evaluate the same users in turn, so that their times can be compared on a busy"
          + " machine; the encoder alone takes turns with them. Peak memory is that of the whole"
          + " process: name a single way to measure it."
    },
    sortOptions = false)
final class BenchmarkEvaluationCommand extends ProgramCommand implements Callable<Integer> {
  @Option(
      names = {"--catalogue", "--items"},
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Items (default ${DEFAULT-VALUE}).")
  int catalogue = 1_271_638;

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of item vectors (default ${DEFAULT-VALUE}).")
  int dimension = 512;

  @Mixin CodeShapeOptions codes = new CodeShapeOptions();

  @Option(
      names = "--max-length",
      converter = Numbers.Positive.class,
      paramLabel = "L",
      description = "Number of newest items that the model uses (default ${DEFAULT-VALUE}).")
  int maxLength = 200;

  @Option(
      names = "--users",
      converter = Numbers.Positive.class,
      paramLabel = "U",
      description = "Users to evaluate (default ${DEFAULT-VALUE}).")
  int users = 256;

  @Option(
      names = "--history-length",
      converter = Numbers.Positive.class,
      paramLabel = "H",
      description =
          "Mean items of a history; lengths are uniform from 1 on (default ${DEFAULT-VALUE}).")
  int historyLength = 74;

  @Option(
      names = "--ways",
      paramLabel = "WAY",
      split = ",",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default: all).")
  List<EvaluationWay> ways = List.of(EvaluationWay.values());

  @Option(
      names = "--batch",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Users ranked at once if all scores are in memory (default ${DEFAULT-VALUE}).")
  int batch = 32;

  @Option(
      names = "--scan-batch",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Users ranked at once by scans (default ${DEFAULT-VALUE}).")
  int scanBatch = 32;

  @Option(
      names = "--rounds",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Evaluations of each kind to time, after one warm-up (default ${DEFAULT-VALUE}).")
  int rounds = 3;

  @Option(
      names = "--threads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Threads (default: the processors of this machine).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of weights, codes and histories (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() {
    if (dimension % codes.splits != 0) {
      throw usageError(
          "--dimension: expected a multiple of --splits (%d), found %d"
              .formatted(codes.splits, dimension));
    }
    try (EvaluatedModels models =
        new EvaluatedModels(config(), codes(), catalogue, threads, seed)) {
      List<TimedEvaluation> evaluations = new ArrayList<>();
      for (EvaluationWay way : ways) {
        int size = way.isScan() ? scanBatch : batch;
        evaluations.add(
            new TimedEvaluation(way, size, models.evaluation(way, size), models.encoding(size)));
      }
      EvaluationCases cases = cases();
      evaluations.forEach(evaluation -> evaluation.run(cases));
      evaluations.forEach(TimedEvaluation::clear);
      for (int round = 0; round < rounds; round++) {
        evaluations.forEach(evaluation -> evaluation.run(cases));
      }
      print(evaluations);
    }
    return 0;
  }

  private ModelConfig config() {
    return new ModelConfig(
        new SasRec.Settings(2, 1),
        new JpqEmbedding.Settings(new RandomCodes(codes.splits, codes.subIds)),
        dimension,
        maxLength,
        0);
  }

  private ItemCodes codes() {
    return RandomCodes.draw(codes.shape(), catalogue, new SplittableRandom(seed));
  }

  private EvaluationCases cases() {
    SplittableRandom random = new SplittableRandom(seed + 1);
    int[][] histories = new int[users][];
    for (int user = 0; user < users; user++) {
      int length = 1 + random.nextInt(2 * historyLength - 1);
      histories[user] = random.ints(length, 0, catalogue).toArray();
    }
    int[] targets = random.ints(users, 0, catalogue).toArray();
    return new EvaluationCases(Sequences.of(catalogue, histories), targets);
  }

  private void print(List<TimedEvaluation> evaluations) {
    PrintWriter out = commandLine().getOut();
    out.println(
        "| way | users per batch | users per second, median | to the first | ms per user, median |"
            + " least | encoder alone, median | CPU ms per user, mean | encoder alone | the rest |"
            + " whole to the first | rest to the first |");
    out.println("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    Summary first = evaluations.get(0).whole();
    double firstRest = first.cpu() - evaluations.get(0).encoder().cpu();
    for (TimedEvaluation evaluation : evaluations) {
      Summary whole = evaluation.whole();
      Summary encoder = evaluation.encoder();
      double rest = whole.cpu() - encoder.cpu();
      out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
          evaluation.way().title(),
          evaluation.batch(),
          users / whole.median(),
          first.median() / whole.median(),
          1000 * whole.median() / users,
          1000 * whole.least() / users,
          1000 * encoder.median() / users,
          1000 * whole.cpu() / users,
          1000 * encoder.cpu() / users,
          1000 * rest / users,
          first.cpu() / whole.cpu(),
          firstRest / rest);
    }
    out.printf(
        Locale.ROOT,
        "%n%s, recjpq %s, TensorFlow %s on %d threads; %,d items, d = %d, m = %d, b = %d, %d users,"
            + " %d rounds; peak memory %s.%n",
        Machine.description(),
        Version.program(),
        TensorFlow.version(),
        threads,
        catalogue,
        dimension,
        codes.splits,
        codes.subIds,
        users,
        rounds,
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
  }
}
