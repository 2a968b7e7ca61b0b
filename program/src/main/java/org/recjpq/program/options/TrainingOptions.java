package org.recjpq.program.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.prepared.PreparedOptions;
import org.recjpq.training.config.ConfigFile;
import org.recjpq.training.config.PreparedSettings;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All settings of a training that have options, and what they start from. */
public final class TrainingOptions {
  @Mixin FilterOptions filters = new FilterOptions();

  @Mixin ConfigOptions start = new ConfigOptions();

  @Mixin HoldoutOptions holdout = new HoldoutOptions();

  @Mixin CodeOptions codes = new CodeOptions();

  @Mixin ModelOptions model = new ModelOptions();

  @Mixin LossOptions loss = new LossOptions();

  @Mixin OptimizerOptions optimizer = new OptimizerOptions();

  @Mixin ScheduleOptions schedule = new ScheduleOptions();

  @Mixin EvaluationOptions evaluation = new EvaluationOptions();

  @Mixin ComputationOptions computation = new ComputationOptions();

  @Heading("Output")
  @Sets("topK")
  @Option(
      names = "--top-k",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items that the export recommends per history (default ${DEFAULT-VALUE}).")
  @Nullable Integer topK;

  /** The name of the preset, or null if there is none. */
  public @Nullable String preset() {
    return start.preset();
  }

  /** The file of settings. */
  public ConfigFile file() throws IOException {
    return start.file();
  }

  /**
   * The settings given by the command line.
   *
   * @param base what the command starts from, unless a preset is given
   * @throws CommandLine.ParameterException if they contradict each other, or this machine cannot do
   *     it
   */
  public TrainingConfig config(TrainingConfig base, CommandLine commandLine) throws IOException {
    TrainingConfig config = start.config(base, commandLine);
    computation.check(config);
    return config;
  }

  /**
   * The same for a training on a prepared folder: what the command line leaves open of the settings
   * that the folder has settled is taken from it.
   */
  public TrainingConfig config(
      TrainingConfig base, PreparedOptions prepared, CommandLine commandLine) throws IOException {
    ObjectNode given = start.given(commandLine);
    List<String> open =
        PreparedSettings.PATHS.stream()
            .filter(path -> given.at("/" + path.replace('.', '/')).isMissingNode())
            .toList();
    return PreparedSettings.taken(config(base, commandLine), prepared, open);
  }
}
