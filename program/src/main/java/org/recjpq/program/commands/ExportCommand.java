package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.items.CodeTensor;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.DeniedItems;
import org.recjpq.program.options.Numbers;
import org.recjpq.savedmodels.deployment.Deployment;
import org.recjpq.savedmodels.export.ExportForm;
import org.recjpq.savedmodels.export.FaissFile;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code recjpq export}: exports a run's best weights as the next version for TF Serving. */
@Command(
    name = "export",
    description =
        "Writes the best weights of a run as the next SavedModel version below RUN/export, and"
            + " checks it against the checkpoint.")
public final class ExportCommand extends ProgramCommand implements Callable<Integer> {
  private static final String FAISS = "--faiss";
  private static final String PACKED = "--packed-codes";

  @Mixin ExistingRun existing = new ExistingRun();

  @Option(
      names = "--top-k",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items to recommend per history (default: as the run was configured).")
  @Nullable Integer topK;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description =
          "What the weights are kept in: float32, float16 (half the bytes), or int8 with scales (a"
              + " quarter); they are widened when the model is asked. Other types than float32 are"
              + " tested first (default ${DEFAULT-VALUE}).")
  WeightType precision = WeightType.FLOAT32;

  @Option(
      names = "--ids",
      paramLabel = "FORM",
      description =
          "What the signatures call items: strings (their ids), numbers (their ids as int64, if all"
              + " are whole numbers), or indexes (of the catalogue, int32; the ids are in a file"
              + " beside the graph, which Java clients map into memory). The latter two need little"
              + " memory for very large catalogues (default ${DEFAULT-VALUE}).")
  IdForm ids = IdForm.STRINGS;

  @Option(
      names = PACKED,
      description =
          "Keep sub-ids of at most 128 values in as few bits as they need: half the bytes of codes"
              + " for 16 values, three quarters for 64. Scores stay the same.")
  boolean packedCodes;

  @Option(
      names = "--with-deploy",
      description =
          "Also write RUN/deploy: models.config, batching.config and monitoring.config for TF"
              + " Serving, compose.yaml for Docker Compose, inference-service.yaml for KServe. If"
              + " one of these files has been edited, nothing is overwritten and nothing exported.")
  boolean withDeploy;

  @Option(
      names = "--model-name",
      paramLabel = "NAME",
      description =
          "The name to serve the model under, in the files of --with-deploy (default: derived from"
              + " the name of the run's folder).")
  @Nullable String modelName;

  @Option(
      names = FAISS,
      paramLabel = "FILE",
      description =
          "Also write the item table as a FAISS IndexPQ for inner products, whose ids are positions"
              + " in RUN/catalogue. Only for item codes of 256 sub-ids.")
  @Nullable Path faiss;

  @Mixin DeniedItems denied = new DeniedItems();

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    if (faiss != null && denied.isGiven()) {
      throw usageError(FAISS + " writes all items; leave out --deny-items");
    }
    RunFolder folder = existing.folder();
    @Nullable Deployment deployment = deployment(folder);
    try (Run run = existing.open(commandLine)) {
      if (faiss != null) {
        requireCodesOfBytes(run.data());
      }
      if (packedCodes) {
        requireNarrowCodes(run.data().codes());
      }
      TrainingState best = existing.restore(run);
      denied.apply(run::leaveOut, commandLine.getErr());
      if (faiss != null) {
        run.exportFaiss(faiss);
        if (run.data().config().training().memory().hasSuccessors()) {
          commandLine
              .getErr()
              .printf(
                  "Warning: %s has the item table only, so its lists are those of the model without"
                      + " its memory of transitions.%n",
                  faiss);
        }
      }
      Path export =
          run.export(
              topK == null ? run.data().config().training().topK() : topK,
              rounded(run, testMetrics(folder, best)),
              new ExportForm(precision, ids, packedCodes));
      commandLine.getOut().println(export);
      if (deployment != null) {
        deployment.write(Long.parseLong(String.valueOf(export.getFileName())));
        commandLine.getOut().println(deployment.directory());
      }
      commandLine.getOut().flush();
    }
    return CommandLine.ExitCode.OK;
  }

  /**
   * Rounds the weights, and says what that costs.
   *
   * @param before test metrics of the weights as they were trained, or null if unknown
   * @return those of the rounded weights
   */
  private @Nullable MetricValues rounded(Run run, @Nullable MetricValues before) {
    if (precision == WeightType.FLOAT32) {
      return before;
    }
    run.round(precision);
    MetricValues after = run.test(done -> {}).metricValues();
    for (var metric : after.overall().metrics().entrySet()) {
      commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "%s: %.4f in %s%s%n",
              metric.getKey(),
              metric.getValue(),
              precision.name().toLowerCase(Locale.ROOT),
              before == null || !before.overall().metrics().containsKey(metric.getKey())
                  ? ""
                  : String.format(
                      Locale.ROOT, ", %.4f in float32", before.overall().mean(metric.getKey())));
    }
    return after;
  }

  private @Nullable Deployment deployment(RunFolder folder) throws IOException {
    if (!withDeploy) {
      if (modelName != null) {
        throw usageError("--model-name requires --with-deploy");
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

  /** The run's test metrics of these weights, or null if it tested others or none. */
  private static @Nullable MetricValues testMetrics(RunFolder folder, TrainingState weights)
      throws IOException {
    if (!Files.exists(folder.result())) {
      return null;
    }
    RunResult result = RunResult.read(folder.result());
    return result.bestStep() == weights.step() ? result.test() : null;
  }

  private void requireNarrowCodes(@Nullable ItemCodes codes) {
    if (codes == null || !CodeTensor.canBePacked(codes.shape())) {
      throw usageError(
          "%s: expected item codes that take less space if they are packed, found %s; leave it out"
              .formatted(
                  PACKED,
                  codes == null
                      ? "a vector per item"
                      : "codes of %d sub-ids of %d values"
                          .formatted(codes.shape().splits(), codes.shape().subIds())));
    }
  }

  private void requireCodesOfBytes(RunData data) {
    ItemCodes codes = data.codes();
    CodeAssigner assigner = data.config().training().model().items().codes();
    if (assigner != null && assigner.summed()) {
      throw usageError(
          ("%s: expected item vectors that are concatenations of sub-embeddings, found sums by"
                      + " codes %s, which an IndexPQ does not have; leave it out or train such a")
                  .formatted(FAISS, assigner.name())
              + " model");
    }
    if (codes == null || codes.shape().subIds() != FaissFile.SUB_IDS) {
      throw usageError(
          ("%s: expected a model with item codes of %d sub-ids, found %s; leave it out or train"
                      + " such a")
                  .formatted(
                      FAISS,
                      FaissFile.SUB_IDS,
                      codes == null
                          ? "a vector per item"
                          : "codes of %d sub-ids".formatted(codes.shape().subIds()))
              + " model");
    }
  }
}
