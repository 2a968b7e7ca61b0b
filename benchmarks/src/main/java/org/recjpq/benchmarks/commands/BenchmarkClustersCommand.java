package org.recjpq.benchmarks.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.recjpq.assignment.codes.AutoCodes;
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.PqCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.RqCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.benchmarks.commands.ClusterRecovery.Recovered;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark known-clusters}: what codes know of the clusters of generated logs. */
@Command(
    name = "known-clusters",
    description = {
      "Measures how well item codes find the clusters of generated logs again, as noise grows, by"
          + " adjusted mutual information: 0 for chance, 1 for all.",
      "Of the sub-ids of a split, mean and best over the splits, and of a clustering of items by"
          + " the sub-ids that they share. The first row of each noise is the most that codes could"
          + " know, the second the vectors that pq, rq and auto quantise."
    },
    sortOptions = false)
final class BenchmarkClustersCommand extends ProgramCommand implements Callable<Integer> {
  @Option(
      names = "--noise",
      converter = Numbers.Share.class,
      paramLabel = "SHARE",
      split = ",",
      description =
          "Shares of interactions with any item, a log for each (default ${DEFAULT-VALUE}).")
  double[] noises = {0, 0.2, 0.4, 0.6, 0.8};

  @Option(
      names = "--users",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of users (default ${DEFAULT-VALUE})")
  int users = 3000;

  @Option(
      names = "--items",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of items (default ${DEFAULT-VALUE})")
  int items = 1500;

  @Option(
      names = "--interactions",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of interactions (default ${DEFAULT-VALUE})")
  int interactions = 60_000;

  @Option(
      names = "--zipf",
      converter = Numbers.NotNegativeReal.class,
      paramLabel = "X",
      description = "Skew of the popularity of items (default ${DEFAULT-VALUE}).")
  double exponent = 0.7;

  @Option(
      names = "--clusters",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of clusters of items (default ${DEFAULT-VALUE})")
  int clusters = 30;

  @Option(
      names = "--splits",
      converter = Numbers.Positive.class,
      paramLabel = "M",
      description = "Sub-ids of an item, except for auto (default ${DEFAULT-VALUE}).")
  int splits = 8;

  @Option(
      names = "--sub-ids",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Values of a sub-id (default ${DEFAULT-VALUE})")
  int subIds = 64;

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of item vectors (default ${DEFAULT-VALUE})")
  int dimension = 64;

  @Option(
      names = "--seeds",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Logs of each noise, with seeds from 1 (default ${DEFAULT-VALUE}).")
  int seeds = 3;

  @Override
  public Integer call() {
    Map<String, CodeAssigner> assigners;
    List<List<SyntheticLog>> logs = new ArrayList<>();
    try {
      assigners = assigners();
      for (double noise : noises) {
        logs.add(logs(noise));
      }
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
    PrintWriter out = commandLine().getOut();
    MarkdownTable table =
        new MarkdownTable("noise", "codes")
            .numbers("m", "a split, mean", "a split, best", "the code");
    for (List<SyntheticLog> ofOneNoise : logs) {
      addRows(table, ofOneNoise, assigners);
    }
    out.print(table);
    out.printf(
        Locale.ROOT,
        "%nAdjusted mutual information with the %,d clusters of %,d items; %,d interactions of %,d"
            + " users, b = %,d, d = %,d, means over %,d seeds.%n",
        clusters,
        items,
        interactions,
        users,
        subIds,
        dimension,
        seeds);
    out.flush();
    return 0;
  }

  private List<SyntheticLog> logs(double noise) {
    List<SyntheticLog> logs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      logs.add(new SyntheticLog(users, items, interactions, exponent, clusters, seed, 0, noise));
    }
    return logs;
  }

  private Map<String, CodeAssigner> assigners() {
    Map<String, CodeAssigner> assigners = new LinkedHashMap<>();
    for (CodeAssigner assigner :
        List.of(
            new RandomCodes(splits, subIds),
            new SvdCodes(splits, subIds),
            new BprCodes(splits, subIds, new BprCodes().epochs()),
            new PqCodes(splits, subIds, new AdjacencyVectors(), Rotation.NONE, 0),
            new RqCodes(splits, subIds, new AdjacencyVectors(), 0),
            new AutoCodes(0, subIds, new AdjacencyVectors()))) {
      assigner.check(dimension);
      assigners.put(assigner.name(), assigner);
    }
    return assigners;
  }

  private void addRows(
      MarkdownTable table, List<SyntheticLog> logs, Map<String, CodeAssigner> assigners) {
    List<ClusterRecovery> recoveries =
        logs.stream().map(log -> new ClusterRecovery(log, dimension)).toList();
    String noise = String.valueOf(logs.get(0).noise());
    CodeShape shape = new CodeShape(splits, subIds);
    addRow(
        table,
        noise,
        "the clusters themselves",
        splits,
        recoveries.stream().map(recovery -> recovery.ofKnown(shape)).toList());
    addRow(
        table,
        noise,
        "the vectors",
        0,
        recoveries.stream().map(recovery -> recovery.of(new AdjacencyVectors())).toList());
    assigners.forEach(
        (name, assigner) ->
            addRow(
                table,
                noise,
                name,
                assigner.resolved(items, dimension).splits(),
                recoveries.stream().map(recovery -> recovery.of(assigner)).toList()));
  }

  private static void addRow(
      MarkdownTable table, String noise, String codes, int splits, List<Recovered> found) {
    Recovered mean = Recovered.mean(found);
    table.row(
        noise,
        codes,
        splits == 0 ? "" : String.valueOf(splits),
        number(mean.splitMean()),
        number(mean.splitBest()),
        number(mean.code()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }
}
