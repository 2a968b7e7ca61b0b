package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.DataText;
import org.recjpq.program.console.Progress;
import org.recjpq.program.options.BaselineName;
import org.recjpq.program.options.EvaluationOptions;
import org.recjpq.program.options.FilterOptions;
import org.recjpq.program.options.HoldoutOptions;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.program.options.TransitionOptions;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.evaluation.MetricsTable;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq baselines}: tests the baselines that a trained model has to beat on a log. */
@Command(
    name = "baselines",
    description = {
      "Fits baselines on a log and ranks every user's last item over the full catalogue with them.",
      "With the log options, seed, validation users and --exclude-seen of a training run, the table"
          + " is comparable with that run's."
    },
    sortOptions = false)
public final class BaselinesCommand extends ProgramCommand implements Callable<Integer> {
  private static final int RANKING_BATCH = 1024;

  @Mixin LogOptions log = new LogOptions();

  @Option(
      names = "--baselines",
      converter = BaselineName.class,
      split = ",",
      paramLabel = "NAME",
      description = "Baselines to test: ${COMPLETION-CANDIDATES} (default: all).")
  Set<Baseline> baselines = EnumSet.allOf(Baseline.class);

  @Mixin TransitionOptions transitions = new TransitionOptions();

  @Mixin EvaluationOptions evaluation = new EvaluationOptions();

  @Mixin FilterOptions filters = new FilterOptions();

  @Mixin HoldoutOptions holdoutOptions = new HoldoutOptions();

  private final MetricsTable results = new MetricsTable();
  private final Map<String, String> costs = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    TrainingConfig config = SettingOptions.over(base(), commandLine);
    Holdout holdout = DataText.holdout(log.source(), config, commandLine.getErr());
    Evaluator evaluator =
        new Evaluator(config.evaluation(), ItemFacts.of(holdout.train()), RANKING_BATCH);
    EvaluationCases cases =
        new EvaluationCases(holdout.test()).drawn(config.evaluation().testUsers());
    cases
        .missed(config.evaluation().excludeSeen())
        .map(sentence -> SettingOptions.named(sentence, commandLine.getCommandSpec()))
        .ifPresent(sentence -> commandLine.getErr().println(sentence + "."));
    for (Baseline baseline : baselines) {
      results.add(baseline.toString(), test(baseline, holdout.train(), config, evaluator, cases));
    }
    print(commandLine.getOut());
    return 0;
  }

  private Evaluation test(
      Baseline baseline,
      Sequences train,
      TrainingConfig config,
      Evaluator evaluator,
      EvaluationCases cases) {
    long start = System.nanoTime();
    ListRanker ranker = baseline.fit(train, config.seed(), config.memory());
    long fitted = System.nanoTime();
    try (Progress progress = Progress.start("testing " + baseline, 0, cases.count())) {
      Evaluation evaluation =
          evaluator.evaluateAll(ranker, cases, done -> progress.update(done, () -> "users"));
      costs.put(
          baseline.toString(),
          "fitted in %s, tested in %s"
              .formatted(seconds(start, fitted), seconds(fitted, System.nanoTime())));
      return evaluation;
    }
  }

  private static String seconds(long from, long to) {
    return String.format(Locale.ROOT, "%.1f s", Duration.ofNanos(to - from).toMillis() / 1e3);
  }

  private void print(PrintWriter out) {
    costs.put("peak memory", Sizes.bytes(ProcessMemory.peakResidentBytes(), "not measured here"));
    out.print(results);
    out.println();
    costs.forEach((name, cost) -> out.printf(Locale.ROOT, "%-24s %s%n", name, cost));
    out.flush();
  }
}
