package org.recjpq.training.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogDuration;
import org.recjpq.training.Version;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.metrics.Coverage;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.runs.MemoryPlan;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunFolder;

/**
 * Trains a model on the beginning of a log, tests it on the time that follows, then brings it up to
 * date in several ways and tests it on the time after that, and so on until the end.
 *
 * <p>Each interaction of a window is a target, with everything before it as history; nothing later
 * is known to any model. Beside the ways stands the popularity of what comes before each window.
 * Runs are kept in the folder of the backtest.
 */
public final class Backtest {
  /** The name of the first training. */
  private static final String FIRST = "first";

  private static final int RANKING_BATCH = 1024;
  private static final int LIST_LENGTH = 10;

  private final Interactions log;
  private final @Nullable InteractionSource source;
  private final TrainingConfig config;
  private final Path folder;
  private final Settings settings;
  private final long[] cuts; // where windows begin

  /**
   * What is tested.
   *
   * @param windows how many windows, at least 2
   * @param firstShare share of the interactions before the first window, in (0, 1), if windows have
   *     no length: then each has an equal share of the rest
   * @param length of a window, see {@link LogDuration}; the last one ends with the log. Null for
   *     equal numbers of interactions
   * @param ways of keeping up
   */
  public record Settings(
      int windows, double firstShare, @Nullable String length, List<UpdateWay> ways) {
    /** Checks the numbers and copies the list. */
    public Settings {
      ways = List.copyOf(ways);
      if (windows < 2) {
        throw new IllegalArgumentException("windows must be at least 2, found " + windows);
      }
      if (!(firstShare > 0 && firstShare < 1)) {
        throw new IllegalArgumentException("firstShare must lie in (0, 1), found " + firstShare);
      }
      if (length != null) {
        var unused = new LogDuration(length);
      }
    }
  }

  /**
   * Plans a backtest.
   *
   * @param log the whole log, filtered
   * @param source where it comes from, or null if it was only in memory
   * @param config settings of every training; its holdout is replaced by the windows
   * @param folder for the runs; it must not contain any
   * @throws DataException if the log has no times, or too short a span of time
   */
  public Backtest(
      Interactions log,
      @Nullable InteractionSource source,
      TrainingConfig config,
      Path folder,
      Settings settings) {
    this.log = config.memory().withTimes(log);
    this.source = source;
    this.config =
        config.withEvaluation(
            config
                .evaluation()
                .withTestUsers(EvaluationCases.ALL)
                .withListMetrics(new Coverage(LIST_LENGTH)));
    this.folder = folder;
    this.settings = settings;
    this.cuts = cuts();
  }

  private long[] cuts() {
    long[] times = new long[log.count()];
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        times[log.index(user, i)] = log.time(user, i);
      }
    }
    Arrays.parallelSort(times);
    long[] found = new long[settings.windows()];
    for (int window = 0; window < found.length; window++) {
      found[window] = settings.length() == null ? byShare(times, window) : byLength(times, window);
      if (found[window] <= times[0] || window > 0 && found[window] <= found[window - 1]) {
        throw new DataException(
            ("the log: expected times for training and %d windows, found that window %d would"
                    + " begin at %d, and the log at %d; use fewer or shorter windows")
                .formatted(found.length, window, found[window], times[0]));
      }
    }
    return found;
  }

  private long byShare(long[] times, int window) {
    double share =
        settings.firstShare() + (1 - settings.firstShare()) * window / settings.windows();
    return times[(int) (share * times.length)];
  }

  private long byLength(long[] times, int window) {
    long length = log.lengthOf(new LogDuration(Objects.requireNonNull(settings.length())));
    return times[times.length - 1] + 1 - Math.multiplyExact(settings.windows() - window, length);
  }

  /**
   * Trains and tests.
   *
   * @param found receives each result as soon as it is there
   * @return all of them: for each window popularity, then each way
   */
  public List<WindowResult> run(Consumer<WindowResult> found)
      throws IOException, InterruptedException {
    List<WindowResult> results = new ArrayList<>();
    Map<UpdateWay, Path> last = new LinkedHashMap<>();
    Holdout first = window(0).holdout();
    for (int number = 0; number < cuts.length; number++) {
      Window window = window(number);
      Holdout all = number == 0 ? first : window.holdout();
      Grouping grouping = new Grouping(log, cuts[0], first.catalogue(), all);
      Consumer<WindowResult> both =
          result -> {
            results.add(result);
            found.accept(result);
          };
      both.accept(popularity(window, all, grouping));
      if (number == 0) {
        Path run = folder.resolve(FIRST);
        WindowResult trained = test(window, new NewTraining(), run, run, grouping);
        for (UpdateWay way : settings.ways()) {
          last.put(way, run);
          both.accept(Results.named(trained, way.name()));
        }
      } else {
        for (UpdateWay way : settings.ways()) {
          Path fresh = folder.resolve(way.name() + "-" + number);
          both.accept(test(window, way, Objects.requireNonNull(last.get(way)), fresh, grouping));
          if (new RunFolder(fresh).isRun()) {
            last.put(way, fresh);
          }
        }
      }
    }
    return results;
  }

  private Window window(int number) {
    String until = number + 1 < cuts.length ? text(cuts[number + 1]) : null;
    ByTime cut = new ByTime(text(cuts[number]), null, until, true, validationUsers());
    RunConfig run =
        new RunConfig(
            Version.library(),
            null,
            "",
            source,
            null,
            config.withHoldout(cut).resolved(log.itemIds().size()));
    return new Window(number, log, run, cut);
  }

  private int validationUsers() {
    return config.holdout() instanceof ByTime byTime
        ? byTime.validationUsers()
        : config.holdout() instanceof LeaveOneOut leaveOneOut
            ? leaveOneOut.validationUsers()
            : new LeaveOneOut().validationUsers();
  }

  private String text(long time) {
    return log.textOf(time).text();
  }

  private WindowResult test(Window window, UpdateWay way, Path last, Path fresh, Grouping grouping)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    UpdateWay.Updated updated = way.update(window, last, fresh);
    try (Run run = updated.run()) {
      var unused = run.memory(); // builds it
      double seconds = (System.nanoTime() - start) / 1e9;
      Evaluation evaluation = run.test(done -> {});
      return Results.of(
          window,
          way.name(),
          grouping,
          run.data().holdout(),
          evaluation,
          new Results.Cost(seconds, updated.steps(), bytes(run.memoryPlan())));
    }
  }

  private static long bytes(MemoryPlan plan) {
    return plan.parameters() + plan.codes() + plan.transitions();
  }

  private WindowResult popularity(Window window, Holdout all, Grouping grouping) {
    long start = System.nanoTime();
    var ranker = Baseline.POPULARITY.fit(all.train(), config.seed(), config.memory());
    double seconds = (System.nanoTime() - start) / 1e9;
    Evaluator evaluator =
        new Evaluator(config.evaluation(), ItemFacts.of(all.train()), RANKING_BATCH);
    Evaluation evaluation = evaluator.evaluateLists(ranker, new EvaluationCases(all.test()));
    return Results.of(
        window,
        Baseline.POPULARITY.toString(),
        grouping,
        all,
        evaluation,
        new Results.Cost(seconds, 0, (long) all.catalogue().size() * Float.BYTES));
  }
}
