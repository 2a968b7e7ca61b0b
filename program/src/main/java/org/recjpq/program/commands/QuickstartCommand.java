package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.RunOptions;
import org.recjpq.program.options.TrainingOptions;
import org.recjpq.program.recommendation.ListConditions;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.training.Training;
import org.recjpq.training.config.Advice;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code recjpq quickstart}: the whole workflow on a small scale, on the log that comes with the
 * program.
 */
@Command(
    name = "quickstart",
    description = {
      "Trains a small model on the generated log that comes with the program, tests and exports it,"
          + " and recommends items for a few histories.",
      "With --log FILE it does the same for your own log."
    },
    footerHeading = "%nExample:%n",
    footer = "  recjpq quickstart --log ratings.csv --titles movies.csv",
    sortOptions = false)
public final class QuickstartCommand extends ProgramCommand implements Callable<Integer> {
  /**
   * System property for the program's folder, which holds the shipped log; the start script sets
   * it.
   */
  static final String HOME = "recjpq.home";

  private static final Path SHIPPED_LOG = Path.of("testdata", "quickstart.csv.gz");
  private static final int SHOWN_USERS = 3;
  private static final int SHOWN_ITEMS = 5;

  @Mixin LogOptions log = new LogOptions();

  @Mixin TrainingOptions settings = new TrainingOptions();

  @Mixin RunOptions run = new RunOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine commandLine = commandLine();
    LogFile source = log.isGiven() ? log.source() : new LogFile(shippedLog().toAbsolutePath());
    Interactions read = source.read(settings.config(base(), commandLine).filters());
    TrainingConfig config = chosen(read, commandLine);
    RunFolder folder = new RunFolder(run.folder(source.path()));
    Training training =
        NewTraining.of(Training.of(source, read, config), source.path(), settings, run)
            .folder(folder.root());
    AtomicReference<@Nullable Holdout> parted = new AtomicReference<>();
    training.listener(
        new TrainingListener() {
          @Override
          public void heldOut(Holdout holdout) {
            parted.set(holdout);
          }
        });
    int exitCode = new TrainingJob(training, run, commandLine).run();
    if (exitCode == CommandLine.ExitCode.OK) {
      boolean excludeSeen = config.evaluation().excludeSeen();
      recommend(folder, Objects.requireNonNull(parted.get()), excludeSeen, commandLine.getOut());
    }
    return exitCode;
  }

  @Override
  public TrainingConfig base() {
    return TrainingConfig.preset("quickstart");
  }

  /** The settings that fit the log, and over them those of the options; says which and why. */
  private TrainingConfig chosen(Interactions log, CommandLine commandLine) throws IOException {
    Advice advice = Advice.of(LogStatistics.of(log));
    TrainingConfig config = settings.config(advice.over(base()), commandLine);
    PrintWriter out = commandLine.getOut();
    out.println("Chosen for this log:");
    advice.lines(config).forEach(line -> out.println("  " + line));
    out.flush();
    return config;
  }

  private static Path shippedLog() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new DataException(
          "quickstart: expected the folder of the program in the system property "
              + HOME
              + ", found none; start it with ./recjpq, or name a log with --log FILE");
    }
    return Path.of(home).resolve(SHIPPED_LOG);
  }

  private void recommend(RunFolder folder, Holdout holdout, boolean excludeSeen, PrintWriter out)
      throws IOException {
    ItemTitles titles = run.itemTitles();
    List<List<String>> histories =
        IntStream.range(0, Math.min(SHOWN_USERS, holdout.test().count()))
            .mapToObj(user -> ids(holdout, user))
            .toList();
    try (Recommender recommender = Recommender.loadTrusted(folder.export())) {
      int shown = Math.min(SHOWN_ITEMS, recommender.description().listLength());
      var conditions = new ListConditions(shown, excludeSeen, List.of(), null);
      List<List<Recommendation>> lists =
          recommender.recommendFiltered(histories.stream().map(conditions::request).toList());
      out.printf(
          "%nRecommended by the SavedModel%s:%n",
          excludeSeen ? ", without the items of the history" : "");
      for (int user = 0; user < lists.size(); user++) {
        List<String> history = histories.get(user);
        int from = Math.max(0, history.size() - SHOWN_ITEMS);
        out.printf(
            "  after %s%n",
            history.subList(from, history.size()).stream()
                .map(titles::title)
                .collect(Collectors.joining(" | ")));
        lists
            .get(user)
            .forEach(
                item ->
                    out.printf(
                        Locale.ROOT, "    %8.4f  %s%n", item.score(), titles.title(item.item())));
      }
    }
    out.printf(
        "%nMore: recjpq recommend %s --history %s%s%s%n",
        folder.export(),
        String.join(",", histories.get(0).subList(0, 1)),
        excludeSeen ? " --exclude-seen" : "",
        run.titles == null ? "" : " --titles " + run.titles);
    out.flush();
  }

  private static List<String> ids(Holdout holdout, int user) {
    return Arrays.stream(holdout.test().history(user)).mapToObj(holdout.catalogue()::id).toList();
  }
}
