package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.TextPart;
import org.recjpq.assignment.prepared.PreparedSource;
import org.recjpq.program.console.ConsoleListener;
import org.recjpq.program.options.PreparedOption;
import org.recjpq.program.options.Sets;
import org.recjpq.training.Training;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An existing run, and the current location of its log. */
public final class ExistingRun {
  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  @Nullable Path run;

  @Sets("source.path")
  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "The run's log, if it is no longer where it was.")
  List<Path> logs = List.of();

  @Mixin PreparedOption prepared = new PreparedOption();

  @Option(
      names = "--newest",
      description =
          "Use the weights of the newest intact checkpoint instead of those with the best"
              + " validation.")
  boolean newest;

  /**
   * Restores the best or, if asked for, the newest weights.
   *
   * @throws DataException if they are damaged, or there are none
   */
  public TrainingState restore(Run opened) {
    if (!newest) {
      return opened.restoreBest();
    }
    TrainingState state = opened.restoreNewest();
    if (state.step() == 0) {
      throw new DataException(
          opened.folder().checkpoints()
              + ": expected an intact checkpoint, found none; train the model first");
    }
    return state;
  }

  RunFolder folder() {
    return RunFolder.open(Objects.requireNonNull(run));
  }

  /** Reads the log again, opens the codes, and builds the model. */
  public Run open(CommandLine commandLine) throws IOException {
    Training training =
        prepared.isGiven()
            ? Training.resume(folder().root(), prepared.source())
            : training(folder(), logs);
    return training.listener(new ConsoleListener(commandLine.getErr())).open();
  }

  /**
   * The log of the run, or the one that is given in its place.
   *
   * @throws DataException if there is none
   */
  InteractionSource source() throws IOException {
    InteractionSource source = RunConfig.read(folder().config()).source();
    if (!logs.isEmpty()) {
      return (source instanceof LogFile file ? file : new LogFile()).at(logs);
    }
    if (source == null) {
      throw new DataException(
          run + ": expected a run that names its log, found one without; name it with --log FILE");
    }
    return source;
  }

  /** A pattern of names is not looked for. */
  private static void requireThere(LogFile file) {
    for (Path path : file.paths()) {
      if (hasMoved(path)) {
        throw new DataException(
            "%s: expected the log of the run, found none; if it has moved, name it with --log FILE"
                .formatted(path));
      }
    }
  }

  private static boolean hasMoved(Path log) {
    return !log.toString().matches(".*[*?\\[{].*") && !Files.exists(TextPart.stored(log));
  }

  /**
   * The training of a run.
   *
   * @param log the current files of its log, or none if it has not moved
   */
  static Training training(RunFolder folder, List<Path> log) throws IOException {
    InteractionSource source = RunConfig.read(folder.config()).source();
    if (log.isEmpty()) {
      if (source instanceof LogFile file) {
        requireThere(file);
      }
      return Training.resume(folder.root());
    }
    if (source == null || source instanceof PreparedSource) { // any form of them will do
      return Training.resume(folder.root(), new LogFile().at(log));
    }
    if (!(source instanceof LogFile file)) {
      throw new DataException(
          "%s: --log: expected a run on a file, found one on other interactions; leave it out"
              .formatted(folder.root()));
    }
    return Training.resume(folder.root(), file.at(log));
  }
}
