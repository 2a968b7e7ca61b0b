package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.prepared.PreparedCodes;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedFolder;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.prepared.PreparedRows;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.DataText;
import org.recjpq.program.options.CodeOptions;
import org.recjpq.program.options.ConfigOptions;
import org.recjpq.program.options.FilterOptions;
import org.recjpq.program.options.Heading;
import org.recjpq.program.options.HoldoutOptions;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.TransitionOptions;
import org.recjpq.program.tables.PreparedPartWriter;
import org.recjpq.training.Version;
import org.recjpq.training.config.PreparedSettings;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq prepare}: reads a log once, for trainings that stream its sequences from disk. */
@Command(
    name = "prepare",
    description = {
      "Reads a log, filters it and holds out what is for validation and test, and writes what"
          + " trainings need of it.",
      "train --prepared FOLDER then ends with the weights of train --log with the same options, and"
          + " needs memory for the model only, however many interactions there are."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  recjpq prepare --log ratings.csv --output prepared",
      "  recjpq train --prepared prepared --run runs/movies"
    },
    sortOptions = false)
public final class PrepareCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin LogOptions log = new LogOptions();

  @Mixin FilterOptions filters = new FilterOptions();

  @Mixin ConfigOptions start = new ConfigOptions();

  @Mixin HoldoutOptions holdout = new HoldoutOptions();

  @Mixin TransitionOptions transitions = new TransitionOptions();

  @Mixin CodeOptions codes = new CodeOptions();

  @Heading("Output")
  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder; a prepared one is replaced.")
  @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    TrainingConfig config = start.config(base(), commandLine());
    LogFile source = log.source(start.file().source());
    Path target = Objects.requireNonNull(output);
    new PreparedFolder(target).requireReplaceable();
    PrintWriter err = commandLine().getErr();
    Interactions read = DataText.read(source, config.filters(), err);
    source.requireTimes(read);
    Holdout held = config.holdout().apply(config.memory().withTimes(read), config.seed());
    DataText.print(held, err);
    PreparedFolder.create(target, folder -> fill(folder, held, config, source));
    PreparedManifest manifest = PreparedData.manifest(target);
    commandLine()
        .getOut()
        .printf(
            "%s: sequences of %s users over %s items, %s interactions; fingerprint %.12s%n",
            target,
            Sizes.count(manifest.rows()),
            Sizes.count(manifest.items()),
            Sizes.count(manifest.storedItems()),
            manifest.fingerprint());
    commandLine().getOut().flush();
    return 0;
  }

  private PreparedManifest fill(
      PreparedFolder folder, Holdout holdout, TrainingConfig config, LogFile source)
      throws IOException {
    boolean hasGaps = holdout.train().hasGaps();
    boolean hasRecency = holdout.train().hasRecency();
    holdout.catalogue().write(folder.catalogue());
    var writer = new PreparedPartWriter(folder.sequences(), hasGaps, hasRecency);
    try (writer) {
      PreparedRows.of(holdout).forEach(writer);
    }
    assign(folder, holdout, config);
    PreparedManifest manifest =
        new PreparedManifest(
            PreparedManifest.FORMAT,
            Version.library(),
            source.description(),
            PreparedSettings.of(config),
            PreparedManifest.ORDER,
            holdout.catalogue().size(),
            writer.rows(),
            writer.items(),
            holdout.counts(),
            hasGaps,
            hasRecency,
            holdout.fingerprint(),
            folder.written());
    PreparedData.makeShards(folder, manifest);
    return manifest;
  }

  /** Assigns codes if they are asked for. */
  private void assign(PreparedFolder folder, Holdout holdout, TrainingConfig config)
      throws IOException {
    CodeAssigner asked = config.model().items().codes();
    if (asked == null || !start.gives("model.items.codes", commandLine())) {
      return;
    }
    int dimension = config.model().dimension();
    CodeAssigner assigner = asked.resolved(holdout.catalogue().size(), dimension);
    var input = new AssignmentInput(holdout.train(), holdout.catalogue(), dimension, config.seed());
    new PreparedCodes(assigner).write(folder, assigner.assign(input));
  }
}
