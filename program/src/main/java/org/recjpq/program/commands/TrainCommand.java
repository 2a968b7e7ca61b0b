package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.CodeOptions;
import org.recjpq.program.options.LearningOptions;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.ModelOptions;
import org.recjpq.program.options.ObjectiveOptions;
import org.recjpq.program.options.PresetOption;
import org.recjpq.program.options.RunOptions;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code recjpq train}: the whole job, from a log to a tested export. */
@Command(
    name = "train",
    description = {
      "Trains a model on a log, tests it on every user's last item beside a popularity baseline,"
          + " and exports it for TF Serving.",
      "Ctrl-C saves a checkpoint; --resume goes on from it and ends with the same weights."
    },
    sortOptions = false)
public final class TrainCommand extends ProgramCommand implements Callable<Integer> {
  /** What may stand beside --resume: the rest is in the run's configuration. */
  private static final Set<String> BESIDE_RESUME =
      Set.of(
          "--resume", "--log", "--titles", "--checkpoint-every", "--memory-limit", "--stacktrace");

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description = "Go on with a run, with the configuration that it has.")
  @Nullable Path resume;

  @Mixin PresetOption preset = new PresetOption();

  @Mixin RunOptions run = new RunOptions();

  @Mixin LogOptions log = new LogOptions();

  @Mixin CodeOptions codes = new CodeOptions();

  @Mixin ModelOptions model = new ModelOptions();

  @Mixin ObjectiveOptions objective = new ObjectiveOptions();

  @Mixin LearningOptions learning = new LearningOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine commandLine = commandLine();
    RunFolder folder;
    RunData data;
    if (resume == null) {
      Path source = log.path();
      folder = RunFolder.forNewRun(run.folder(source));
      data =
          new NewRun(
                  source, preset.name(), run, log, codes, model, objective, learning, commandLine)
              .prepare();
    } else {
      requireOnlyResumeOptions();
      folder = RunFolder.open(resume);
      data = ExistingRun.data(folder, log.isGiven() ? log.path() : null, commandLine);
    }
    return new TrainingJob(folder, data, run, commandLine).run();
  }

  private void requireOnlyResumeOptions() {
    String ignored =
        commandLine().getParseResult().matchedOptions().stream()
            .map(ArgSpec.class::cast)
            .map(OptionSpec.class::cast)
            .map(OptionSpec::longestName)
            .filter(name -> !BESIDE_RESUME.contains(name))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!ignored.isEmpty()) {
      throw wrongUse(
          "--resume takes the run's own configuration; leave out " + ignored + ", or train anew");
    }
  }
}
