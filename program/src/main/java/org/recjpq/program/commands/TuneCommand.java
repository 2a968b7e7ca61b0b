package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.studies.Study;
import org.recjpq.program.studies.Tuner;
import org.recjpq.program.studies.Tuner.Trial;
import org.recjpq.training.runs.RunLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code recjpq tune}: finds good settings. */
@Command(
    name = "tune",
    description = {
      "Finds the best of many settings by validation: all are trained for a few steps, the best go"
          + " on for several times as many, and so on; the last few are trained to their end and"
          + " tested. The file is that of a study.",
      "Start the command again after it was stopped or killed: it goes on where it was."
    },
    footerHeading = "%nExample of a file:%n",
    footer = {
      "  preset: recommended",
      "  datasets: {shop: {path: ratings.csv}}",
      "  axes:",
      "    optimization.learningRate: {from: 0.0003, to: 0.01, scale: log}",
      "    model.dropout: {from: 0.0, to: 0.6}",
      "    model.dimension: [64, 128]",
      "  search: {random: 27, seed: 1}",
      "  tune: {first: 100, factor: 3, finalists: 3}"
    },
    sortOptions = false)
public final class TuneCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin StudyOptions options = new StudyOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Study study = options.study();
    try (RunLock unused = RunLock.ofFolder(study.folder().root())) {
      study.generateLogs();
      return run(study);
    }
  }

  private int run(Study study) throws IOException, InterruptedException {
    List<Trial> trials;
    Tuner tuner;
    try (Interruption interruption = new Interruption()) {
      tuner =
          new Tuner(
              study,
              options.runner(
                  study, interruption, commandLine().getErr(), study.plan().points().size()),
              interruption::isRequested);
      trials = tuner.run();
      if (interruption.isRequested()) {
        commandLine().getErr().println("Interrupted; the same command goes on from here.");
        return TrainingJob.INTERRUPTED;
      }
    }
    options.write(study, tuner.failures(), "tune", commandLine());
    for (Trial trial : trials) {
      commandLine()
          .getOut()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %s has validation %.4f after %s",
                  trial.dataset(),
                  trial.setting(),
                  trial.score(),
                  trial.steps() == 0 ? "all steps" : "%,d steps".formatted(trial.steps())));
    }
    for (String dataset : study.file().datasets().keySet()) {
      Path best = study.folder().best(dataset);
      if (Files.exists(best)) {
        commandLine().getOut().printf("The best: recjpq train --config %s%n", best);
      }
    }
    commandLine().getOut().flush();
    return tuner.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
