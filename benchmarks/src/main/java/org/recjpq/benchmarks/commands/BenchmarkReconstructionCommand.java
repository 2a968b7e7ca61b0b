package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.PqCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.RqCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.codes.VectorCodes;
import org.recjpq.assignment.quality.ComposedVectors;
import org.recjpq.assignment.quality.LeastSquares;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.commands.ExistingRun;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.metrics.Recall;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunItemTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark reconstruction}: how well codes can rebuild a trained item table. */
@Command(
    name = "reconstruction",
    description = {
      "Replaces the trained full item table of a run by what item codes can make of it, and tests"
          + " the model with that, without further training.",
      "Codes come from the run's training sequences, or from quantising the table itself. Given the"
          + " codes, sub-embeddings are those of the least squared error. A memory of transitions"
          + " is left out."
    },
    sortOptions = false)
final class BenchmarkReconstructionCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin ExistingRun existing = new ExistingRun();

  @Option(
      names = "--splits",
      paramLabel = "M",
      split = ",",
      converter = Numbers.Positive.class,
      description = "Sub-ids of an item, one group of rows for each (default ${DEFAULT-VALUE}).")
  int[] splits = {8, 32};

  @Option(
      names = "--sub-ids",
      paramLabel = "B",
      converter = Numbers.Positive.class,
      description = "Values of a sub-id (default ${DEFAULT-VALUE})")
  int subIds = 256;

  @Option(
      names = "--codes",
      paramLabel = "STRATEGY",
      split = ",",
      description = "How codes are assigned; rq takes longest (default ${DEFAULT-VALUE}).")
  List<String> strategies = List.of("random", "svd", "bpr", "pq", "rq");

  /** A way to get codes, and what it is called in the table. */
  private record Way(String name, CodeAssigner assigner, boolean ofTheTable) {
    AssignedCodes assign(AssignmentInput input, VectorTable table) {
      return ofTheTable ? ((VectorCodes) assigner).assign(input, table) : assigner.assign(input);
    }
  }

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    try (Run run = existing.open(commandLine)) {
      existing.restore(run);
      RunItemTable ofRun = new RunItemTable(run);
      VectorTable trained = ofRun.vectors();
      MarkdownTable table =
          new MarkdownTable("codes")
              .numbers(
                  "m", "numbers", "squared error", "cosine", "NDCG@10", "Recall@10", "of NDCG@10");
      Evaluation full = ofRun.test(trained, done -> {});
      double best = full.overall().mean(new Ndcg(10));
      long numbers = (long) trained.rows() * trained.columns();
      table.row(row("full table", "", numbers, new Difference(0, 1), full, best));
      var input =
          new AssignmentInput(
              run.data().holdout().train(),
              run.data().holdout().catalogue(),
              trained.columns(),
              run.data().config().training().seed());
      for (Way way : ways(trained.columns())) {
        AssignedCodes codes = way.assign(input, trained);
        SubEmbeddings parts = LeastSquares.fit(codes.codes(), trained, way.assigner.summed());
        VectorTable rebuilt =
            ComposedVectors.composed(codes.codes(), parts, trained.rows(), trained.columns());
        table.row(
            row(
                way.name,
                String.valueOf(way.assigner.splits()),
                parts.values().length,
                Difference.of(trained, rebuilt),
                ofRun.test(rebuilt, done -> {}),
                best));
      }
      commandLine.getOut().print(table);
      commandLine
          .getOut()
          .printf(
              Locale.ROOT,
              "%n%,d items, d = %,d, b = %,d; %,d test cases.%n",
              trained.rows(),
              trained.columns(),
              subIds,
              full.count());
      commandLine.getOut().flush();
    }
    return 0;
  }

  private List<Way> ways(int dimension) {
    List<Way> ways = new ArrayList<>();
    for (int m : splits) {
      var pq = new PqCodes(m, subIds, new AdjacencyVectors(), Rotation.NONE, 0);
      var rq = new RqCodes(m, subIds, new AdjacencyVectors(), 0);
      ways.add(new Way("random", new RandomCodes(m, subIds), false));
      ways.add(new Way("svd", new SvdCodes(m, subIds), false));
      ways.add(new Way("bpr", new BprCodes(m, subIds, new BprCodes().epochs()), false));
      ways.add(new Way("pq of the log's vectors", pq, false));
      ways.add(new Way("rq of the log's vectors", rq, false));
      ways.add(new Way("pq of the table", pq, true));
      ways.add(new Way("rq of the table", rq, true));
    }
    ways.removeIf(way -> !strategies.contains(way.assigner.name()));
    try {
      ways.forEach(way -> way.assigner.check(dimension));
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
    return ways;
  }

  /**
   * How far rebuilt vectors are from those that were trained.
   *
   * @param error squared, as a share of the squared norms of the trained ones
   * @param cosine mean over the items
   */
  private record Difference(double error, double cosine) {
    static Difference of(VectorTable trained, VectorTable rebuilt) {
      double errors = 0;
      double squares = 0;
      double cosines = 0;
      for (int item = 0; item < trained.rows(); item++) {
        double own = 0;
        double other = 0;
        double product = 0;
        for (int column = 0; column < trained.columns(); column++) {
          double x = trained.get(item, column);
          double y = rebuilt.get(item, column);
          own += x * x;
          other += y * y;
          product += x * y;
          errors += (x - y) * (x - y);
        }
        squares += own;
        cosines += product == 0 ? 0 : product / Math.sqrt(own * other);
      }
      return new Difference(errors / squares, cosines / trained.rows());
    }
  }

  private static String[] row(
      String name, String splits, long numbers, Difference from, Evaluation test, double best) {
    double ndcg = test.overall().mean(new Ndcg(10));
    return new String[] {
      name,
      splits,
      String.format(Locale.ROOT, "%,d", numbers),
      String.format(Locale.ROOT, "%.3f", from.error),
      String.format(Locale.ROOT, "%.3f", from.cosine),
      String.format(Locale.ROOT, "%.4f", ndcg),
      String.format(Locale.ROOT, "%.4f", test.overall().mean(new Recall(10))),
      String.format(Locale.ROOT, "%.0f %%", 100 * ndcg / best)
    };
  }
}
