package org.recjpq.cluster.commands;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.cluster.preparation.ClusterPreparation;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.ConfigOptions;
import org.recjpq.program.options.FilterOptions;
import org.recjpq.program.options.Heading;
import org.recjpq.program.options.HoldoutOptions;
import org.recjpq.training.config.PreparedSettings;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq-spark prepare}: a log to a prepared folder. */
@Command(
    name = "prepare",
    description = {
      "Reads a log, filters it and holds out what is for validation and test, and writes what"
          + " trainings need of it: a folder for recjpq train --prepared.",
      "The folder has the sequences, the catalogue and the fingerprint of one by recjpq prepare on"
          + " the same rows."
    },
    footerHeading = "%nExample:%n",
    footer = "  recjpq-spark prepare --log s3a://shop/events --output s3a://shop/prepared",
    sortOptions = false)
final class PrepareOnSpark extends ProgramCommand implements Callable<Integer> {
  @Mixin SparkLogOptions log = new SparkLogOptions();

  @Mixin FilterOptions filters = new FilterOptions();

  @Mixin ConfigOptions start = new ConfigOptions();

  @Mixin HoldoutOptions holdout = new HoldoutOptions();

  @Heading("Output")
  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The folder, which all executors reach; a prepared one is replaced.")
  @Nullable String output;

  @Override
  public Integer call() throws IOException {
    TrainingConfig config = start.config(base(), commandLine());
    String target = Objects.requireNonNull(output);
    SparkSession spark = Sessions.of("prepare");
    PreparedManifest manifest =
        new ClusterPreparation(
                log.log(spark), log.columns(), PreparedSettings.of(config), log.policy())
            .write(target);
    commandLine().getErr().printf("Holdout: %s.%n", manifest.counts());
    commandLine().getErr().flush();
    commandLine()
        .getOut()
        .printf(
            "%s: sequences of %s users over %s items, %s interactions%n",
            target,
            Sizes.count(manifest.rows()),
            Sizes.count(manifest.items()),
            Sizes.count(manifest.storedItems()));
    commandLine().getOut().flush();
    return 0;
  }
}
