package org.recjpq.program.commands;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.studies.Study;
import org.recjpq.program.studies.StudyFolder;
import org.recjpq.program.studies.StudyPoint;
import org.recjpq.training.runs.RunLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  @Mixin StudyOptions options = new StudyOptions();

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
    Study study = options.study();
    StudyFolder folder = study.folder();
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

  private int run(Study study) throws IOException, InterruptedException {
    Map<String, String> failures = Map.of();
    if (!report) {
      study.generateLogs();
      try (Interruption interruption = new Interruption()) {
        List<StudyPoint> points = study.plan().points();
        failures =
            options.runner(study, interruption, commandLine().getErr(), points.size()).run(points);
        if (interruption.isRequested()) {
          commandLine().getErr().println("Interrupted; the same command goes on from here.");
          return TrainingJob.INTERRUPTED;
        }
      }
    }
    options.write(study, failures, "study", commandLine());
    return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
