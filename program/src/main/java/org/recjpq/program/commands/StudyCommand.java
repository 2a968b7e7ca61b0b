package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.RecJpq;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.studies.Study;
import org.recjpq.program.studies.StudyFile;
import org.recjpq.program.studies.StudyFolder;
import org.recjpq.program.studies.StudyPlan;
import org.recjpq.program.studies.StudyPoint;
import org.recjpq.program.studies.StudyRunner;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.runs.RunLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recjpq study}: trains many models that differ in a few settings, and compares them. */
@Command(
    name = "study",
    description = {
      "Trains a model for each combination of the values in a file, tests them alike, and writes"
          + " tables and a page that compare them.",
      "Each training is a run in a folder of its own. Start the command again after it was stopped"
          + " or killed: what is finished stays, what was begun goes on, what failed is tried"
          + " again."
    },
    footerHeading = "%nExample of a file:%n",
    footer = {
      "  description: Which dimension, and how many splits?",
      "  preset: recommended",
      "  settings: {schedule: {epochs: 20}}",
      "  datasets: {shop: {path: ratings.csv}}",
      "  axes:",
      "    model.dimension: [64, 128]",
      "    model.items.codes.splits: [4, 8]",
      "  seeds: [1, 2, 3]"
    },
    sortOptions = false)
public final class StudyCommand extends ProgramCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The study, in YAML or JSON.")
  @Nullable Path file;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Folder of the study (default: studies/ and the name of the file).")
  @Nullable Path output;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where relative paths of logs start from (default: the working directory).")
  Path data = Path.of("");

  @Option(
      names = "--parallel",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Trainings at a time, which share memory and processors (default ${DEFAULT-VALUE}).")
  int parallel = 1;

  @Option(
      names = "--plan",
      description = "Print the names of all points, and whether they are finished; train nothing.")
  boolean plan;

  @Option(
      names = "--report",
      description = "Write tables and page of what is finished; train nothing.")
  boolean report;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path path = Objects.requireNonNull(file);
    StudyFolder folder = new StudyFolder(output == null ? defaultFolder(path) : output);
    StudyFile asked = StudyFile.read(path);
    Study study = new Study(asked, folder, StudyPlan.of(asked, folder, data));
    if (plan) {
      for (StudyPoint point : study.plan().points()) {
        commandLine()
            .getOut()
            .printf("%-8s %s%n", folder.isFinished(point) ? "finished" : "open", point.name());
      }
      commandLine().getOut().flush();
      return CommandLine.ExitCode.OK;
    }
    try (RunLock unused = RunLock.ofFolder(folder.root())) {
      return run(study);
    }
  }

  private static Path defaultFolder(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    return Path.of("studies", name);
  }

  private int run(Study study) throws IOException, InterruptedException {
    Map<String, String> failures = Map.of();
    boolean isInterrupted = false;
    if (!report) {
      study.generateLogs();
      try (Interruption interruption = new Interruption()) {
        List<StudyPoint> points = study.plan().points();
        StudyRunner runner =
            new StudyRunner(
                study.folder(),
                RecJpq.class.getName(),
                parallel,
                ProcessMemory.limitBytes(),
                interruption::isRequested,
                new Lines(commandLine().getErr(), points.size()));
        failures = runner.run(points);
        isInterrupted = interruption.isRequested();
      }
    }
    if (isInterrupted) {
      commandLine().getErr().println("Interrupted; the same command goes on from here.");
      return TrainingJob.INTERRUPTED;
    }
    String tables = study.write(failures, again());
    PrintWriter out = commandLine().getOut();
    out.print(tables == null ? "" : tables);
    out.flush();
    if (tables != null) {
      commandLine().getErr().printf("The page is %s.%n", study.folder().page());
    }
    return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private String again() {
    return "recjpq study "
        + file
        + (data.toString().isEmpty() ? "" : " --data " + data)
        + (output == null ? "" : " --output " + output);
  }

  /** A line for each event. */
  private static final class Lines implements StudyRunner.Watcher {
    private final PrintWriter err;
    private final int points;

    Lines(PrintWriter err, int points) {
      this.err = err;
      this.points = points;
    }

    @Override
    public void started(StudyPoint point, boolean resumed) {
      print("%s %s", resumed ? "Resuming" : "Training", point.name());
    }

    @Override
    public void finished(StudyPoint point, RunResult result, int ended, Duration remaining) {
      Map.Entry<String, Double> first =
          result.test().overall().metrics().entrySet().iterator().next();
      print(
          "%d of %d: %s has %s %.4f after %,d steps in %s%s",
          ended,
          points,
          point.name(),
          first.getKey(),
          first.getValue(),
          result.steps(),
          Sizes.time(Duration.ofMillis((long) (1000 * result.trainingSeconds()))),
          ended == points || remaining.isZero()
              ? ""
              : "; about " + Sizes.time(remaining) + " left");
    }

    @Override
    public void failed(StudyPoint point, String why, int ended) {
      print("%d of %d: %s failed: %s", ended, points, point.name(), why);
    }

    private void print(String format, Object... arguments) {
      err.println(String.format(Locale.ROOT, format, arguments));
      err.flush();
    }
  }
}
