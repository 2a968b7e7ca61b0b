package org.recjpq.program.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.program.Version;
import org.recjpq.program.console.Datasets;
import org.recjpq.program.options.CodeOptions;
import org.recjpq.program.options.LearningOptions;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.ModelOptions;
import org.recjpq.program.options.ObjectiveOptions;
import org.recjpq.program.options.RunOptions;
import org.recjpq.training.batches.TaskKind;
import org.recjpq.training.loop.Computation;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunData;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Makes a run from options: reads the log and assigns codes. */
public record NewRun(
    Path log,
    @Nullable String preset,
    RunOptions run,
    LogOptions logOptions,
    CodeOptions codeOptions,
    ModelOptions model,
    ObjectiveOptions objective,
    LearningOptions learning,
    CommandLine commandLine) {

  /**
   * Makes all that training needs; writes nothing.
   *
   * @throws ParameterException before any work, if options contradict each other
   */
  RunData prepare() throws IOException {
    requireTableForPenalty();
    CodeAssigner assigner = model.items.needsCodes() ? codeOptions.assigner() : withoutCodes();
    ModelConfig architecture = model.config(assigner);
    Computation computation = run.computation.of(architecture);
    TaskKind task = objective.task(model.kind);
    LossSettings loss = objective.loss(model.kind);
    learning.lazyAdam.check(model.items, loss, learning.embeddingL2);
    LogFile source = logOptions.source(log);
    Filters filters = logOptions.filters();
    LeaveOneOut leaveOneOut = new LeaveOneOut(learning.validationUsers);
    Holdout holdout =
        new Datasets(commandLine.getErr()).holdout(source, filters, leaveOneOut, run.seed);
    return new RunData(
        config(source, filters, architecture, computation, task, loss, holdout),
        holdout,
        assigner == null ? null : assign(assigner, holdout));
  }

  private void requireTableForPenalty() {
    if (model.items.needsCodes() && learning.embeddingL2 > 0) {
      throw new ParameterException(
          commandLine,
          "%s: expected a full item table, found %s; pass --items full or leave it out"
              .formatted(
                  LearningOptions.EMBEDDING_L2, model.items.name().toLowerCase(Locale.ROOT)));
    }
  }

  private @Nullable CodeAssigner withoutCodes() {
    if (!codeOptions.given().isEmpty()) {
      throw new ParameterException(
          commandLine,
          "a full item table has no codes; leave out " + String.join(", ", codeOptions.given()));
    }
    return null;
  }

  private ItemCodes assign(CodeAssigner assigner, Holdout holdout) {
    commandLine.getErr().printf("Assigning %s codes ...%n", codeOptions.settings().get("codes"));
    commandLine.getErr().flush();
    return assigner.assign(holdout.train(), run.seed);
  }

  private RunConfig config(
      LogFile source,
      Filters filters,
      ModelConfig architecture,
      Computation computation,
      TaskKind task,
      LossSettings loss,
      Holdout holdout) {
    return new RunConfig(
        Version.program(),
        preset,
        run.seed,
        computation,
        new RunConfig.Data(
            log.toAbsolutePath().normalize().toString(),
            source.format(),
            filters.minUserInteractions(),
            source.maxBadRows(),
            learning.validationUsers,
            learning.testUsers.asked,
            learning.excludeSeen,
            holdout.fingerprint()),
        model.items.needsCodes() ? codeOptions.settings() : Map.of(),
        model.kind,
        architecture,
        task,
        loss,
        learning.optimization(),
        learning.schedule(),
        run.topK);
  }
}
