package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.program.console.ConfigText;
import org.recjpq.program.console.Progress;
import org.recjpq.program.console.TrainingProgress;
import org.recjpq.program.options.RunOptions;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.MetricsTable;
import org.recjpq.training.loop.GpuBuild;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.HtmlReport;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.runs.MemoryPlan;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;

/**
 * The main job: from sequences and codes to a tested, exported model, and a word to the user about
 * each stage.
 */
public final class TrainingJob {
  /** The exit code after Ctrl-C. */
  static final int INTERRUPTED = 130;

  private final RunFolder folder;
  private final RunData data;
  private final RunOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  TrainingJob(RunFolder folder, RunData data, RunOptions options, CommandLine commandLine) {
    this.folder = folder;
    this.data = data;
    this.options = options;
    this.out = commandLine.getOut();
    this.err = commandLine.getErr();
  }

  /**
   * Trains from the newest checkpoint, or from the start, to the end.
   *
   * @return 0, or {@link #INTERRUPTED}
   */
  int run() throws IOException, InterruptedException {
    ItemTitles titles = options.itemTitles();
    try (Run run = new Run(folder, data)) {
      run.showTitles(titles);
      printPlan(run);
      if (!folder.isRun()) {
        data.write(folder);
      }
      TrainingState start = run.restoreNewest();
      if (run.isOver(start) && Files.exists(folder.report())) {
        err.printf(
            Locale.ROOT,
            "Nothing left to train: the run ended at step %,d, and its export is in %s.%n",
            start.step(),
            folder.export());
        return CommandLine.ExitCode.OK;
      }
      if (start.step() > 0) {
        err.printf(Locale.ROOT, "Going on from step %,d.%n", start.step());
      }
      try (Interruption interruption = new Interruption()) {
        TrainingState end = train(run, start, interruption);
        if (!run.isOver(end)) {
          err.printf(
              Locale.ROOT,
              "Interrupted after step %,d; a checkpoint is saved. Go on with: recjpq train --resume"
                  + " %s%n",
              end.step(),
              folder.root());
          err.flush();
          return INTERRUPTED;
        }
        printTraining(end);
        finish(run, end);
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private TrainingState train(Run run, TrainingState start, Interruption interruption)
      throws InterruptedException {
    try (TrainingProgress progress = new TrainingProgress(start, run.plannedSteps(), stopping())) {
      return run.train(
          start, options.checkpointInterval(), interruption::isRequested, List.of(progress));
    }
  }

  /**
   * Prints the settings and what they will cost.
   *
   * @throws DataException if they cost too much
   */
  private void printPlan(Run run) {
    err.printf("%s:%n%s", data.config().modelName(), ConfigText.of(data));
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
    if (data.codes() != null) {
      MemoryPlan full = run.memoryPlanOfFullTable();
      err.printf(
          "With a full item table: parameters in %s, expected peak %s.%n",
          Sizes.bytes(full.parameters()), Sizes.bytes(full.peak()));
    }
    GpuBuild.place(data.config().computation()).ifPresent(err::println);
    options.memoryCheck().warning(plan, data.config()).ifPresent(err::println);
    err.flush();
  }

  /** The metric by which training stops. */
  private String stopping() {
    return data.config().evaluation().stopping().key();
  }

  private void printTraining(TrainingState end) {
    err.printf(
        Locale.ROOT,
        "Trained %,d steps in %s; best validation %s %.4f at step %,d.%n",
        end.step(),
        Sizes.time(Duration.ofMillis(Math.round(end.elapsedSeconds() * 1000))),
        stopping(),
        end.bestScore(),
        end.bestStep());
  }

  /** Tests and exports the best weights, writes the report last, and says where everything is. */
  private void finish(Run run, TrainingState end) throws IOException {
    TrainingState best = run.restoreBest();
    Evaluation test = test(run);
    MetricsTable results = results(run, Set.of(Baseline.POPULARITY), test);
    out.println();
    out.print(results);
    out.println();
    Path export = run.export(data.config().topK(), test.figures());
    run.project(export);
    Map<String, String> sizes = sizes(run, export);
    result(run, end, test, export).write(folder.result());
    new HtmlReport(
            "RecJPQ run " + folder.root().getFileName(),
            results,
            test.figures(),
            new MetricsLog(folder.metrics()).entries(),
            sizes,
            data.settings())
        .write(folder.report());
    sizes.forEach((name, value) -> out.printf(Locale.ROOT, "%-24s %s%n", name, value));
    out.printf(Locale.ROOT, "%-24s %s (step %,d)%n", "export", export, best.step());
    out.printf(Locale.ROOT, "%-24s %s%n", "report", folder.report());
    out.printf(
        Locale.ROOT,
        "%-24s tensorboard --logdir %s%n",
        "watch",
        folder.root().resolve("tensorboard"));
    out.flush();
  }

  private RunResult result(Run run, TrainingState end, Evaluation test, Path export)
      throws IOException {
    return new RunResult(
        data.config().modelName(),
        end.step(),
        end.bestStep(),
        end.elapsedSeconds(),
        run.parameterCount(),
        bytesBelow(export),
        test.figures());
  }

  /** Tests the weights in memory, below baselines. */
  static MetricsTable results(Run run, Set<Baseline> baselines) {
    return results(run, baselines, test(run));
  }

  private static MetricsTable results(Run run, Set<Baseline> baselines, Evaluation test) {
    MetricsTable table = new MetricsTable();
    for (Baseline baseline : baselines) {
      table.add(baseline.toString(), test(run, baseline));
    }
    return table.add(run.data().config().modelName(), test);
  }

  private static Evaluation test(Run run, Baseline baseline) {
    try (Progress progress = progress("testing " + baseline, run)) {
      return run.test(baseline, done -> progress.update(done, () -> "users"));
    }
  }

  private static Evaluation test(Run run) {
    try (Progress progress = progress("testing", run)) {
      return run.test(done -> progress.update(done, () -> "users"));
    }
  }

  private static Progress progress(String title, Run run) {
    return Progress.start(title, 0, run.data().testCases().count());
  }

  private Map<String, String> sizes(Run run, Path export) throws IOException {
    Map<String, String> sizes = new LinkedHashMap<>();
    sizes.put("trained parameters", Sizes.count(run.parameterCount()));
    sizes.put("weights", Sizes.bytes(run.memoryPlan().parameters()));
    if (data.codes() != null) {
      sizes.put("item codes", Sizes.bytes(Files.size(folder.codes())));
    }
    sizes.put("SavedModel", Sizes.bytes(bytesBelow(export)));
    sizes.put("peak of a step's tensors", tensorBytes());
    sizes.put("peak memory", Sizes.bytes(ProcessMemory.peakResidentBytes(), "not measured here"));
    return sizes;
  }

  /** As far as steps were traced. */
  private String tensorBytes() {
    return new MetricsLog(folder.metrics())
        .entries().stream()
            .map(MetricsEntry::tensorBytes)
            .reduce(Math::max)
            .filter(bytes -> bytes > 0)
            .map(Sizes::bytes)
            .orElse("not measured");
  }

  private static long bytesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return bytes;
    }
  }
}
