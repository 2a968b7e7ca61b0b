package org.recjpq.cluster.commands;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.recjpq.cluster.executors.SentExport;
import org.recjpq.cluster.lists.ClusterLists;
import org.recjpq.cluster.preparation.ClusterHistories;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.ConditionOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.recommendation.ListConditions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recjpq-spark recommend}: lists for all users. */
@Command(
    name = "recommend",
    description = {
      "Recommends items to all users of a log, or for a table of histories, with one model in each"
          + " executor.",
      "The lists are those of recjpq recommend for a file of these histories that is sorted by its"
          + " first column, with as many threads."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  recjpq-spark recommend s3a://shop/export --log s3a://shop/events --exclude-seen"
            + " --output s3a://shop/lists",
    sortOptions = false)
final class RecommendOnSpark extends ProgramCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "EXPORT",
      description =
          "An export, or the directory of its versions, of which the newest is used; a path of the"
              + " driver or an address that Spark knows.")
  @Nullable String export;

  @Mixin SparkLogOptions log = new SparkLogOptions();

  @Option(
      names = "--histories",
      paramLabel = "PATH",
      description =
          "Instead of a log: a table in Parquet, or --format, with a column of names and one of"
              + " lists of item ids, oldest first.")
  @Nullable String histories;

  @Option(
      names = "--name-column",
      paramLabel = "NAME",
      description = "Column of names in --histories (default ${DEFAULT-VALUE}).")
  String nameColumn = "user";

  @Option(
      names = "--history-column",
      paramLabel = "NAME",
      description = "Column of lists in --histories (default ${DEFAULT-VALUE}).")
  String historyColumn = "items";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder for the lists: name, items, scores; replaced if it exists.")
  @Nullable String output;

  @Option(
      names = "--output-format",
      paramLabel = "NAME",
      description = "parquet, json, orc or another that Spark can save (default ${DEFAULT-VALUE}).")
  String outputFormat = "parquet";

  @Option(names = "--exclude-seen", description = "Leave the items of the history out of the list.")
  boolean excludeSeen;

  @Mixin ConditionOptions restrictions = new ConditionOptions();

  @Option(
      names = "--threads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "TensorFlow's threads in each executor (default ${DEFAULT-VALUE}).")
  int threads = 1;

  @Option(
      names = "--trust",
      description =
          "Load the export whatever its graph does; otherwise one that may do more than compute is"
              + " refused.")
  boolean trust;

  @Override
  public Integer call() throws IOException {
    if ((histories != null) == !log.paths.isEmpty()) {
      throw usageError("expected one of --log and --histories");
    }
    SparkSession spark = Sessions.of("recommend");
    SentExport sent = SentExport.send(spark, Objects.requireNonNull(export), threads, trust);
    ListConditions conditions = restrictions.conditions(excludeSeen);
    Dataset<Row> lists = ClusterLists.of(histories(spark), sent, conditions);
    String target = Objects.requireNonNull(output);
    lists.write().format(outputFormat).mode(SaveMode.Overwrite).save(target);
    commandLine().getOut().printf("%s: lists of %d items%n", target, conditions.top());
    commandLine().getOut().flush();
    return 0;
  }

  private Dataset<Row> histories(SparkSession spark) {
    return histories == null
        ? ClusterHistories.of(log.log(spark), log.columns(), log.policy())
        : spark
            .read()
            .format(log.format == null ? "parquet" : log.format)
            .options(log.readOptions)
            .load(histories)
            .select(col(nameColumn), col(historyColumn));
  }
}
