package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedOptions;
import org.recjpq.assignment.prepared.PreparedSource;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.RunOptions;
import org.recjpq.program.options.TrainingOptions;
import org.recjpq.program.options.WorkplaceOptions;
import org.recjpq.training.Training;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Creates a training from options. */
final class NewTraining {
  private NewTraining() {}

  /**
   * Reads nothing but a file of settings, and writes nothing.
   *
   * @param base the settings that the command starts from
   * @throws ParameterException if options contradict each other, or there is no log
   */
  static Training of(
      LogOptions log,
      TrainingOptions settings,
      TrainingConfig base,
      RunOptions run,
      WorkplaceOptions place,
      CommandLine commandLine)
      throws IOException {
    TrainingConfig config = place.completed(settings.config(base, commandLine));
    LogFile file = log.source(settings.file().source());
    return of(Training.of(file, config), file.path(), settings, run).at(place.workplace(config));
  }

  /** The same on a prepared folder. */
  static Training of(
      PreparedSource source,
      TrainingOptions settings,
      TrainingConfig base,
      RunOptions run,
      WorkplaceOptions place,
      CommandLine commandLine)
      throws IOException {
    PreparedOptions prepared = PreparedData.manifest(source.path()).options();
    TrainingConfig config = place.completed(settings.config(base, prepared, commandLine));
    return of(Training.of(source, config), source.path(), settings, run)
        .at(place.workplace(config));
  }

  /**
   * The same for a training of a known log.
   *
   * @param log after which a folder is named
   */
  static Training of(Training training, Path log, TrainingOptions settings, RunOptions run) {
    Path folder = run.folder(log);
    return training
        .folder(RunFolder.forNewRun(folder).root())
        .preset(settings.preset())
        .memoryLimit(run.memoryLimitBytes())
        .checkpointEvery(run.checkpointInterval());
  }
}
