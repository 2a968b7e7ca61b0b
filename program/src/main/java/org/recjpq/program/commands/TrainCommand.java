package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Heading;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.RunOptions;
import org.recjpq.program.options.TrainingOptions;
import org.recjpq.training.Training;
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
          + " for TF Serving. All options but --log have defaults.",
      "Ctrl-C saves a checkpoint; --resume continues from it and ends with the same weights."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  recjpq train --log ratings.csv --titles movies.csv --run runs/movies",
      "  recjpq train --log ratings.csv --model gsasrec --epochs 50 --exclude-seen",
      "  recjpq train --resume runs/movies"
    },
    sortOptions = false)
public final class TrainCommand extends ProgramCommand implements Callable<Integer> {
  /** Options allowed with --resume; the other settings come from the run's configuration. */
  private static final Set<String> ALLOWED_WITH_RESUME =
      Set.of(
          "--resume", "--log", "--titles", "--checkpoint-every", "--memory-limit", "--stacktrace");

  @Mixin LogOptions log = new LogOptions();

  @Mixin TrainingOptions settings = new TrainingOptions();

  @Mixin RunOptions run = new RunOptions();

  @Heading("Output")
  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Resume a run with its own configuration; with --log if its log has been moved.")
  @Nullable Path resume;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Training training =
        resume == null
            ? NewTraining.of(log, settings, base(), run, commandLine())
            : resumed(resume);
    return new TrainingJob(training, run, commandLine()).run();
  }

  private Training resumed(Path folder) throws IOException {
    requireOnlyResumeOptions();
    return ExistingRun.training(RunFolder.open(folder), log.paths());
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
