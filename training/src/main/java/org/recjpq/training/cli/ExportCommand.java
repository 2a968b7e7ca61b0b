package org.recjpq.training.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.savedmodels.deployment.Deployment;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.TestMetrics;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code recjpq export}: a run's best weights as the next version for TF Serving. */
@Command(
    name = "export",
    description =
        "Writes the best weights of a run as the next SavedModel version below RUN/export, and"
            + " checks it against the checkpoint.")
final class ExportCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin ExistingRun existing = new ExistingRun();

  @Option(
      names = "--top-k",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items to recommend a history (default: as the run was configured).")
  @Nullable Integer topK;

  @Option(
      names = "--with-deploy",
      description =
          "Also writes RUN/deploy: models.config, batching.config and monitoring.config for TF Serving,"
              + " compose.yaml for Docker Compose, inference-service.yaml for KServe. Files that were"
              + " changed since are not overwritten: nothing is exported then.")
  boolean withDeploy;

  @Option(
      names = "--model-name",
      paramLabel = "NAME",
      description =
          "The name to serve the model under, in the files of --with-deploy (default: made of the name of"
              + " the run's folder).")
  @Nullable String modelName;

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    RunFolder folder = existing.folder();
    @Nullable Deployment deployment = deployment(folder);
    RunData data = existing.data(commandLine);
    try (Run run = new Run(folder, data)) {
      TrainingState best = run.restoreBest();
      Path export =
          run.export(topK == null ? data.config().topK() : topK, testMetrics(folder, best));
      commandLine.getOut().println(export);
      if (deployment != null) {
        deployment.write(Long.parseLong(String.valueOf(export.getFileName())));
        commandLine.getOut().println(deployment.directory());
      }
      commandLine.getOut().flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private @Nullable Deployment deployment(RunFolder folder) throws IOException {
    if (!withDeploy) {
      if (modelName != null) {
        throw wrongUse("--model-name goes with --with-deploy");
      }
      return null;
    }
    try {
      String name = modelName == null ? Deployment.modelName(name(folder.root())) : modelName;
      Deployment deployment = new Deployment(name, folder.export());
      deployment.check();
      return deployment;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(commandLine(), "--model-name: " + wrong.getMessage(), wrong);
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** What the run says of these weights, or null if it tested others or none. */
  private static @Nullable TestMetrics testMetrics(RunFolder folder, TrainingState weights)
      throws IOException {
    if (!Files.exists(folder.result())) {
      return null;
    }
    RunResult result = RunResult.read(folder.result());
    return result.bestStep() == weights.step() ? result.test() : null;
  }
}
