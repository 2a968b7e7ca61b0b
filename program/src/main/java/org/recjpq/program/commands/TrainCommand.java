package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.ReplayedLog;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Heading;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.PreparedOption;
import org.recjpq.program.options.RunOptions;
import org.recjpq.program.options.TrainingOptions;
import org.recjpq.program.options.WorkplaceOptions;
import org.recjpq.training.Training;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code recjpq train}: the whole job, from a log to a tested export. */
@Command(
    name = "train",
    description = {
      "Trains a model on a log, tests it and baselines on every user's last item, and exports it"
          + " for TF Serving. All options but --log (or --prepared) have defaults.",
      "Ctrl-C saves a checkpoint; --resume continues from it and ends with the same weights."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  recjpq train --log ratings.csv --titles movies.csv --run runs/movies",
      "  recjpq train --log ratings.csv --model gsasrec --epochs 50 --exclude-seen",
      "  recjpq train --resume runs/movies",
      "  recjpq train --from-run runs/movies --log ratings-now.csv --epochs 5",
      "  recjpq train --from-run runs/full --items jpq --codes auto --epochs 0"
    },
    sortOptions = false)
public final class TrainCommand extends ProgramCommand implements Callable<Integer> {
  /** Options allowed with --resume; the other settings come from the run's configuration. */
  private static final Set<String> ALLOWED_WITH_RESUME =
      Set.of(
          "--resume",
          "--log",
          "--prepared",
          "--titles",
          "--checkpoint-every",
          "--no-baselines",
          "--stop-after",
          "--memory-limit",
          "--cluster",
          "--devices",
          "--stacktrace");

  @Mixin LogOptions log = new LogOptions();

  @Mixin PreparedOption prepared = new PreparedOption();

  @Mixin TrainingOptions settings = new TrainingOptions();

  @Mixin RunOptions run = new RunOptions();

  @Mixin WorkplaceOptions place = new WorkplaceOptions();

  @Heading("Output")
  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Resume a run with its own configuration; with --log or --prepared if its log or"
              + " prepared folder has been moved.")
  @Nullable Path resume;

  @Heading("Settings to start from")
  @Option(
      names = "--from-run",
      paramLabel = "RUN",
      description =
          "Start from the best weights and the optimizer state of a trained run, with its settings"
              + " and codes; new items get codes as by extend. --log names the whole log, old and"
              + " new (default: the run's own, as it is now). Model and optimizer must stay"
              + " the same, but that a full table can be turned into codes (--items jpq --codes"
              + " auto --epochs 0).")
  @Nullable Path from;

  @Heading("Settings to start from")
  @Option(
      names = "--replay",
      paramLabel = "SHARE",
      description =
          "With --from-run: the files of --log are only what has come since. It is trained on"
              + " together with the old interactions of those users, and of this share of the"
              + " others.")
  @Nullable Double replay;

  @Heading("Settings to start from")
  @Option(
      names = "--reassign",
      description =
          "With --from-run: assign the codes of all items anew; sub-embeddings begin as the means"
              + " of what the items with them had learned.")
  boolean reassigns;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return new TrainingJob(training(), run, commandLine()).run();
  }

  private Training training() throws IOException {
    if (resume != null) {
      return resumed(resume);
    }
    if (from != null) {
      return started(from);
    }
    if (replay != null || reassigns) {
      throw usageError("--replay and --reassign require --from-run");
    }
    return prepared.isGiven()
        ? NewTraining.of(prepared.source(), settings, base(), run, place, commandLine())
        : NewTraining.of(log, settings, base(), run, place, commandLine());
  }

  private Training started(Path trained) throws IOException {
    if (prepared.isGiven()) {
      throw usageError("--from-run reads a whole log; leave out --prepared");
    }
    RunConfig before = RunConfig.read(RunFolder.open(trained).config());
    TrainingConfig config = place.completed(settings.config(before.training(), commandLine()));
    LogFile own = before.source() instanceof LogFile file ? file : null;
    if (own == null && !log.isGiven()) {
      throw usageError(
          "--from-run: expected a run on a file, found another; name the log with --log");
    }
    LogFile given = own == null ? log.source() : log.source(Json.tree(own));
    Path folder = RunFolder.forNewRun(run.folder(given.path())).root();
    Training training =
        Training.of(replay == null ? given : replayed(own, given, replay, config), config)
            .folder(folder)
            .preset(before.preset())
            .memoryLimit(run.memoryLimitBytes())
            .checkpointEvery(run.checkpointInterval())
            .at(place.workplace(config))
            .startFrom(trained);
    return reassigns ? training.reassign() : training;
  }

  private ReplayedLog replayed(
      @Nullable LogFile own, LogFile given, double share, TrainingConfig config) {
    if (own == null || !log.isGiven()) {
      throw usageError("--replay requires a run on a file, and --log with what has come since");
    }
    try {
      return new ReplayedLog(own, given, share, config.seed());
    } catch (IllegalArgumentException wrong) {
      throw usageError("--replay: " + wrong.getMessage());
    }
  }

  private Training resumed(Path folder) throws IOException {
    requireOnlyResumeOptions();
    RunFolder run = RunFolder.open(folder);
    TrainingConfig config = RunConfig.read(run.config()).training();
    return (prepared.isGiven()
            ? Training.resume(folder, prepared.source())
            : ExistingRun.training(run, log.paths()))
        .at(place.workplace(config));
  }

  private void requireOnlyResumeOptions() {
    String ignored =
        commandLine().getParseResult().matchedOptions().stream()
            .map(ArgSpec.class::cast)
            .map(OptionSpec.class::cast)
            .map(OptionSpec::longestName)
            .filter(name -> !ALLOWED_WITH_RESUME.contains(name))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!ignored.isEmpty()) {
      throw usageError(
          "--resume uses the run's own configuration; leave out "
              + ignored
              + ", or start a new run");
    }
  }
}
