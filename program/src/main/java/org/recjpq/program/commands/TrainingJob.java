package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.recjpq.program.console.ConfigText;
import org.recjpq.program.console.ConsoleListener;
import org.recjpq.program.console.Outcome;
import org.recjpq.program.console.Progress;
import org.recjpq.program.options.RunOptions;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.training.Training;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.loop.TrainingStep;
import org.recjpq.training.loop.WaitingTime;
import org.recjpq.training.machine.GpuBuild;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.runs.MemoryPlan;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunFolder;
import org.recjpq.training.runs.RunReport;
import picocli.CommandLine;

/**
 * The main job: from interactions to a tested, exported model, and a message to the user about each
 * stage. It runs the steps of {@link Training} one by one to report in between.
 */
public final class TrainingJob {
  /** The exit code after Ctrl-C. */
  static final int INTERRUPTED = 130;

  private final Training training;
  private final RunOptions options;
  private final CommandLine commandLine;
  private final PrintWriter out;
  private final PrintWriter err;

  TrainingJob(Training training, RunOptions options, CommandLine commandLine) {
    this.training = training;
    this.options = options;
    this.commandLine = commandLine;
    this.out = commandLine.getOut();
    this.err = commandLine.getErr();
  }

  /**
   * Trains from the newest checkpoint, or from the start, to the end.
   *
   * @return 0, or {@link #INTERRUPTED}
   */
  int run() throws IOException, InterruptedException {
    try (ConsoleListener console = new ConsoleListener(err);
        Run run = training.titles(options.itemTitles()).listener(console).open()) {
      printPlan(run);
      run.begin();
      TrainingState start = run.restoreNewest();
      if (run.isOver(start) && Files.exists(run.folder().report())) {
        err.printf(
            Locale.ROOT,
            "Nothing left to train: the run ended at step %,d, and its export is in %s.%n",
            start.step(),
            run.folder().export());
        return CommandLine.ExitCode.OK;
      }
      if (start.step() > 0) {
        err.printf(Locale.ROOT, "Resuming from step %,d.%n", start.step());
      }
      try (Interruption interruption = new Interruption()) {
        TrainingState end = train(run, start, console, interruption);
        if (!run.isOver(end)) {
          sayInterrupted(run.folder(), end);
          return INTERRUPTED;
        }
        printTraining(run, end);
        finish(run, end);
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private TrainingState train(
      Run run, TrainingState start, ConsoleListener console, Interruption interruption)
      throws InterruptedException {
    AtomicLong done = new AtomicLong(start.step());
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepped(TrainingStep step) {
            done.set(step.step());
          }
        };
    WaitingTime waiting = new WaitingTime();
    try (console) {
      return run.train(
          start,
          options.checkpointInterval(),
          () -> interruption.isRequested() || options.stopsAt(done.get()),
          List.of(console, counter, waiting));
    } finally {
      if (done.get() > start.step()) {
        err.println(waiting + ".");
      }
    }
  }

  private void sayInterrupted(RunFolder folder, TrainingState end) {
    err.printf(
        Locale.ROOT,
        "%s after step %,d; a checkpoint is saved. Resume with: recjpq train --resume %s%n",
        options.stopsAt(end.step()) ? "Stopped as asked" : "Interrupted",
        end.step(),
        folder.root());
    err.flush();
  }

  /**
   * Prints the settings and the resources they will need.
   *
   * @throws org.recjpq.assignment.files.DataException if they need too much
   */
  private void printPlan(Run run) {
    TrainingConfig config = run.data().config().training();
    err.printf("%s:%n%s", config.modelName(), ConfigText.of(run.data()));
    MemoryPlan plan = run.memoryPlan();
    err.printf(
        "Memory plan: %s parameters in %s, codes %s, optimizer %s, activations up to %s; expected"
            + " peak %s.%n",
        Sizes.count(run.parameterCount()),
        Sizes.bytes(plan.parameters()),
        Sizes.bytes(plan.codes()),
        Sizes.bytes(plan.optimizer()),
        Sizes.bytes(plan.activations()),
        Sizes.bytes(plan.peak()));
    if (run.data().codes() != null) {
      MemoryPlan full = run.memoryPlanOfFullTable();
      err.printf(
          "With a full item table: parameters in %s, expected peak %s.%n",
          Sizes.bytes(full.parameters()), Sizes.bytes(full.peak()));
    }
    if (config.memory().hasSuccessors()) {
      err.printf(
          "Memory of transitions: %d bytes per item for %d successors, %s in all.%n",
          config.memory().bytesPerItem(),
          config.memory().successors(),
          Sizes.bytes(plan.transitions()));
    }
    run.memoryLeftOut().ifPresent(sentence -> err.println(sentence + "."));
    run.withoutValidation().ifPresent(sentence -> err.println(sentence + "."));
    run.missedTest()
        .map(sentence -> SettingOptions.named(sentence, commandLine.getCommandSpec()))
        .ifPresent(sentence -> err.println(sentence + "."));
    GpuBuild.place(config.computation().of(config.model())).ifPresent(err::println);
    plan.warning(options.memoryLimitBytes(), config)
        .map(warning -> SettingOptions.named(warning, commandLine.getCommandSpec()))
        .ifPresent(warning -> err.println("Warning: " + warning));
    err.flush();
  }

  private void printTraining(Run run, TrainingState end) {
    err.println(Outcome.whyStopped(run.data().config().training(), end));
    String time = Sizes.time(Duration.ofMillis(Math.round(end.elapsedSeconds() * 1000)));
    if (!end.hasScore()) {
      err.printf(Locale.ROOT, "Trained %,d steps in %s.%n", end.step(), time);
      return;
    }
    err.printf(
        Locale.ROOT,
        "Trained %,d steps in %s; best validation %s %.4f at step %,d.%n",
        end.step(),
        time,
        run.data().config().training().evaluation().stopping().key(),
        end.bestScore(),
        end.bestStep());
  }

  /** Tests and exports the best weights, writes the report last, and says where everything is. */
  private void finish(Run run, TrainingState end) throws IOException {
    TrainingState best = run.restoreBest();
    RunReport report = new RunReport(run);
    Map<Baseline, Evaluation> baselines =
        testBaselines(
            run,
            options.noBaselines ? Set.of() : Baseline.quick(run.data().holdout().train()),
            report);
    Evaluation test = testModel(run, report);
    run.memory().ifPresent(memory -> err.printf("Memory of transitions: %s.%n", memory));
    out.println();
    out.print(report.results());
    out.println();
    outcome(run, end, test, baselines).lines().forEach(out::println);
    out.println();
    Path export = run.exportOnce(run.data().config().training().topK(), test.metricValues());
    run.project(export);
    report.exported(export);
    report.next(commands(run.folder(), excludesSeen(run)));
    report.write(end);
    report.sizes().forEach((name, value) -> out.printf(Locale.ROOT, "%-24s %s%n", name, value));
    out.printf(Locale.ROOT, "%-24s %s (step %,d)%n", "export", export, best.step());
    out.printf(Locale.ROOT, "%-24s %s%n", "report", run.folder().report());
    out.printf(Locale.ROOT, "%-24s tensorboard --logdir %s%n", "watch", run.folder().tensorboard());
    out.flush();
  }

  private static boolean excludesSeen(Run run) {
    return run.data().config().training().evaluation().excludeSeen();
  }

  /** What can be done with a finished run, in the folder above it. */
  private static List<String> commands(RunFolder folder, boolean excludeSeen) {
    Path name = folder.root().toAbsolutePath().getFileName();
    String seen = excludeSeen ? " --exclude-seen" : "";
    return List.of(
        "recjpq recommend %s/export --history ID,ID,...%s".formatted(name, seen),
        "recjpq recommend %s/export --similar ID".formatted(name),
        "recjpq evaluate %s --baselines bpr-mf".formatted(name),
        "recjpq export %s --with-deploy".formatted(name),
        "recjpq verify %s/export".formatted(name),
        "tensorboard --logdir %s/tensorboard".formatted(name));
  }

  private static Outcome outcome(
      Run run, TrainingState end, Evaluation test, Map<Baseline, Evaluation> baselines) {
    Map<String, Double> scores = new LinkedHashMap<>();
    baselines.forEach(
        (baseline, evaluation) -> scores.put(baseline.toString(), evaluation.score()));
    return new Outcome(
        run.data().config().training(),
        end,
        test.score(),
        test.hasLists() ? test.of(Outcome.LISTS) : 0,
        scores,
        run.data().holdout().train().hasRepeats());
  }

  /** Tests baselines and the weights in memory, and reports on each. */
  static Evaluation test(Run run, Set<Baseline> baselines, RunReport report) {
    testBaselines(run, baselines, report);
    return testModel(run, report);
  }

  private static Map<Baseline, Evaluation> testBaselines(
      Run run, Set<Baseline> baselines, RunReport report) {
    Map<Baseline, Evaluation> tested = new EnumMap<>(Baseline.class);
    for (Baseline baseline : baselines) {
      try (Progress progress = progress("testing " + baseline, run)) {
        Evaluation evaluation = run.test(baseline, done -> progress.update(done, () -> "cases"));
        tested.put(baseline, evaluation);
        report.addValidation(baseline, run.validationScore(baseline));
        report.add(baseline, evaluation);
      }
    }
    return tested;
  }

  private static Evaluation testModel(Run run, RunReport report) {
    try (Progress progress = progress("testing", run)) {
      Evaluation test = run.test(done -> progress.update(done, () -> "cases"));
      run.testParts(done -> {}).forEach(report::add);
      report.add(test);
      return test;
    }
  }

  private static Progress progress(String title, Run run) {
    return Progress.start(title, 0, run.data().testCases().count());
  }
}
