package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.ConfigOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark auto-codes}: how often the rule of codes auto is right. */
@Command(
    name = "auto-codes",
    description = {
      "Compares the codes that auto chooses with others on small generated logs whose size,"
          + " density, popularity, long tail, clusters, noise and order are drawn.",
      "The score is the NDCG@10 of the next item by the code of the last one, without training, and"
          + " for the first logs the one of a test after training. All codes but auto's have 8"
          + " splits."
    },
    sortOptions = false)
final class BenchmarkAutoCodesCommand extends ProgramCommand implements Callable<Integer> {
  private static final double NEAR = 0.05;

  @Option(
      names = "--logs",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of logs, with seeds from 1 (default ${DEFAULT-VALUE}).")
  int logs = 200;

  @Option(
      names = "--trained",
      converter = Numbers.NotNegative.class,
      paramLabel = "N",
      description =
          "Number of logs on which models are trained too, one for each kind of codes (default"
              + " ${DEFAULT-VALUE}).")
  int trained;

  @Mixin ConfigOptions start = new ConfigOptions();

  @Override
  public TrainingConfig base() {
    return TrainingConfig.recommended().with("model.dimension", 64).withSeed(1);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    TrainingConfig config = start.config(base(), commandLine());
    List<DrawnLog> drawn = new ArrayList<>();
    List<AutoCodesScores> untrained = new ArrayList<>();
    List<AutoCodesScores> tested = new ArrayList<>();
    for (int seed = 1; seed <= logs; seed++) {
      DrawnLog log = DrawnLog.draw(seed);
      drawn.add(log);
      untrained.add(AutoCodesScores.untrained(log, config.model().dimension()));
      if (seed <= trained) {
        tested.add(AutoCodesScores.trained(log, config));
        commandLine().getErr().printf("%d of %d logs trained%n", seed, Math.min(logs, trained));
        commandLine().getErr().flush();
      }
    }
    print("Without training", drawn, untrained);
    if (trained > 0) {
      print("After training", drawn.subList(0, tested.size()), tested);
      commandLine().getOut().println(agreement(untrained, tested));
    }
    commandLine().getOut().flush();
    return 0;
  }

  private void print(String what, List<DrawnLog> drawn, List<AutoCodesScores> scores) {
    var out = commandLine().getOut();
    List<CodeAssigner> candidates = AutoCodesScores.candidates();
    MarkdownTable table =
        new MarkdownTable("codes").numbers("best", "within 5 % of the best", "mean NDCG@10");
    for (int c = 0; c < candidates.size(); c++) {
      int candidate = c;
      table.row(
          candidates.get(c).name(),
          share(scores, score -> score.isBest(candidate, 0)),
          share(scores, score -> score.isBest(candidate, NEAR)),
          String.format(
              Locale.ROOT,
              "%.4f",
              scores.stream().mapToDouble(s -> s.scores().get(candidate)).average().orElse(0)));
    }
    out.printf(Locale.ROOT, "%s (logs: %,d):%n%n%s%n", what, scores.size(), table);
    out.print(halves(drawn, scores, candidates.size() - 1));
    out.println();
  }

  private static String share(List<AutoCodesScores> scores, Predicate<AutoCodesScores> wanted) {
    return String.format(
        Locale.ROOT, "%.0f %%", 100.0 * scores.stream().filter(wanted).count() / scores.size());
  }

  /** How often auto is near the best where a property is small and where it is large. */
  private static MarkdownTable halves(
      List<DrawnLog> drawn, List<AutoCodesScores> scores, int auto) {
    Map<String, ToDoubleFunction<DrawnLog>> properties = new LinkedHashMap<>();
    properties.put("items", log -> log.log().items());
    properties.put("interactions per item", DrawnLog::density);
    properties.put("exponent of popularity", log -> log.log().exponent());
    properties.put("share of rare items", log -> log.log().tailShare());
    properties.put("noise", log -> log.log().noise());
    properties.put("order", DrawnLog::order);
    MarkdownTable table =
        new MarkdownTable("auto within 5 % of the best, by")
            .numbers("median", "at most that", "more");
    properties.forEach(
        (name, property) -> {
          double median =
              drawn.stream()
                  .mapToDouble(property)
                  .sorted()
                  .skip((drawn.size() - 1) / 2)
                  .findFirst()
                  .orElseThrow();
          List<AutoCodesScores> small = new ArrayList<>();
          List<AutoCodesScores> large = new ArrayList<>();
          for (int i = 0; i < drawn.size(); i++) {
            boolean isSmall = property.applyAsDouble(drawn.get(i)) <= median;
            (isSmall ? small : large).add(scores.get(i));
          }
          table.row(
              name,
              String.format(Locale.ROOT, "%.3g", median),
              share(small, score -> score.isBest(auto, NEAR)),
              large.isEmpty() ? "" : share(large, score -> score.isBest(auto, NEAR)));
        });
    return table;
  }

  /** How often the codes that are best without training are near the best after it. */
  private static String agreement(List<AutoCodesScores> untrained, List<AutoCodesScores> tested) {
    long right =
        IntStream.range(0, tested.size())
            .filter(
                log -> {
                  AutoCodesScores before = untrained.get(log);
                  return tested.get(log).isBest(before.scores().indexOf(before.best()), NEAR);
                })
            .count();
    return ("The codes that are best without training are within 5 %% of the best after it in %d of"
            + " %d logs.")
        .formatted(right, tested.size());
  }
}
