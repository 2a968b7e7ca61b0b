package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.DataText;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.options.TrainingOptions;
import org.recjpq.training.backtest.Backtest;
import org.recjpq.training.backtest.BacktestReport;
import org.recjpq.training.backtest.ReassignUpdate;
import org.recjpq.training.backtest.UpdateWay;
import org.recjpq.training.backtest.WarmUpdate;
import org.recjpq.training.backtest.WindowResult;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq backtest}: what each way of keeping a model up to date is worth. */
@Command(
    name = "backtest",
    description = {
      "Trains a model on the beginning of a log, tests it on the time that follows, brings it up to"
          + " date in several ways, tests it on the time after that, and so on.",
      "Every interaction of a window is a target. The table has known and new items and users"
          + " apart, beside the popularity of what came before."
    },
    sortOptions = false)
public final class BacktestCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin LogOptions log = new LogOptions();

  @Option(
      names = "--windows",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of windows, the first right after the first training (default 6).")
  int windows = 6;

  @Option(
      names = "--first-share",
      converter = Numbers.PositiveReal.class,
      paramLabel = "SHARE",
      description =
          "Share of the interactions before the first window; each window has an equal share of the"
              + " others (default 0.5).")
  double firstShare = 0.5;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      description =
          "Length of a window instead: P7D for 7 days, or a number in the log's own unit; the last"
              + " one ends with the log.")
  @Nullable String length;

  @Option(
      names = "--ways",
      split = ",",
      paramLabel = "NAME",
      description =
          "Ways to keep up: nothing, extend, warm-start, reassign (a warm start with new codes),"
              + " new-training, or your own (default: these five).")
  List<String> ways = List.of("nothing", "extend", "warm-start", "reassign", "new-training");

  @Option(
      names = "--warm-epochs",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Epochs of a warm start at most (default: a fifth of --epochs).")
  int warmEpochs;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description =
          "Folder for the runs and backtest.md, .csv and .html (default: a new folder below"
              + " runs/).")
  @Nullable Path folder;

  @Mixin TrainingOptions settings = new TrainingOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine commandLine = commandLine();
    PrintWriter out = commandLine.getOut();
    TrainingConfig config = settings.config(base(), commandLine);
    Backtest.Settings plan;
    try {
      plan = new Backtest.Settings(windows, firstShare, length, chosenWays());
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
    LogFile source = log.source(settings.file().source());
    Path target =
        RunFolder.forNewRun(folder == null ? RunFolder.free(Path.of("runs"), "backtest") : folder)
            .root();
    Interactions read = DataText.read(source, config.filters(), commandLine.getErr());
    List<WindowResult> results =
        new Backtest(read, source, config, target, plan)
            .run(result -> progress(result, commandLine.getErr()));
    BacktestReport report = new BacktestReport(results);
    report.write(target);
    out.print(report.markdown());
    out.println(target.resolve("backtest.html"));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private List<UpdateWay> chosenWays() {
    List<UpdateWay> chosen = new ArrayList<>();
    for (String name : ways) {
      UpdateWay way =
          Parts.find(UpdateWay.class, name)
              .orElseThrow(
                  () ->
                      usageError(
                          "--ways: expected one of %s, found \"%s\""
                              .formatted(Parts.names(UpdateWay.class), name)));
      chosen.add(
          way instanceof WarmUpdate
              ? new WarmUpdate(warmEpochs)
              : way instanceof ReassignUpdate ? new ReassignUpdate(warmEpochs) : way);
    }
    return chosen;
  }

  private static void progress(WindowResult result, PrintWriter err) {
    err.printf(
        Locale.ROOT,
        "Window %d from %s: %s: ndcg@10 %.4f, updated in %.1f s.%n",
        result.window(),
        result.from(),
        result.way(),
        result.all().ndcg(),
        result.seconds());
    err.flush();
  }
}
