package org.recjpq.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.logs.LogReader;
import org.recjpq.assignment.sequences.LeaveOneOut;
import org.recjpq.assignment.sequences.Split;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Makes a run from options: reads the log, assigns codes, writes the run's first files. */
record NewRun(
    Path log,
    RunOptions run,
    LogOptions logOptions,
    CodeOptions codeOptions,
    ModelOptions model,
    LearningOptions learning,
    CommandLine commandLine) {

  /** Makes the run's folder and all that training needs. */
  RunData prepare(RunFolder folder) throws IOException {
    boolean needsCodes = model.items.needsCodes();
    if (!needsCodes && !codeOptions.given().isEmpty()) {
      throw new ParameterException(
          commandLine,
          "a full item table has no codes; leave out " + String.join(", ", codeOptions.given()));
    }
    LogReader reader = logOptions.reader();
    LeaveOneOut leaveOneOut = new LeaveOneOut(learning.validationUsers, run.seed);
    Split split = new Datasets(commandLine.getErr()).split(log, reader, leaveOneOut);
    RunConfig config = config(reader, split, needsCodes ? codeOptions.settings() : Map.of());
    RunData data = new RunData(config, split, needsCodes ? assign(split) : null);
    data.write(folder);
    return data;
  }

  private @Nullable ItemCodes assign(Split split) {
    commandLine.getErr().printf("Assigning %s codes ...%n", codeOptions.settings().get("codes"));
    commandLine.getErr().flush();
    return codeOptions.assigner().assign(split.train(), run.seed);
  }

  private RunConfig config(LogReader reader, Split split, Map<String, String> codes) {
    return new RunConfig(
        Version.program(),
        run.seed,
        run.threads,
        new RunConfig.Data(
            log.toAbsolutePath().normalize().toString(),
            reader.format(),
            reader.minUserInteractions(),
            reader.maxBadRows(),
            learning.validationUsers,
            learning.excludeSeen,
            split.fingerprint()),
        codes,
        model.config(),
        learning.loss(),
        learning.optimization(),
        learning.schedule(),
        run.topK);
  }
}
