package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.HoldoutCounts;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.prepared.PreparedOptions;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.cluster.sources.ClusterLog;
import org.recjpq.training.Version;

/**
 * Prepares a log by the executors of a cluster: the prepared folder has the sequences, the
 * catalogue and the fingerprint of one that a single machine has prepared from the same rows in the
 * same order.
 *
 * <p>Filters, holdout and layout are those of the library, applied to some users at a time; only
 * what depends on all users is done by Spark. Two shuffles by user, one by item. The driver holds
 * the ids of all items while it writes the catalogue.
 */
public final class ClusterPreparation {
  private static final StructType CATALOGUE =
      new StructType().add("item", "string", false).add("index", "int", false);

  private final ClusterLog log;
  private final LogFormat format;
  private final PreparedOptions options;
  private final BadRowPolicy policy;

  /**
   * Plans a preparation.
   *
   * @param log the rows
   * @param format the columns that are read, the pattern of times, and which rows are wanted; what
   *     it says on text files has no effect
   * @param options filters, holdout and seed; leave-one-out, by-time and by-user can be applied
   * @throws IllegalArgumentException if they ask for gaps or ages, which only a single machine
   *     finds
   */
  public ClusterPreparation(
      ClusterLog log, LogFormat format, PreparedOptions options, BadRowPolicy policy) {
    if (options.longestGap() != null || options.halfLife() != null) {
      throw new IllegalArgumentException(
          "memory.longestGap and memory.halfLife must be none, as only one machine finds gaps and"
              + " ages; prepare the log there");
    }
    this.log = log;
    this.format = format;
    this.options = options;
    this.policy = policy;
  }

  /**
   * Writes the prepared folder. Its fingerprint is computed when a training opens it first.
   *
   * @param folder a path or an address of a file system that all executors reach; a prepared folder
   *     is replaced
   * @return the manifest of the folder
   * @throws DataException if the log or the folder is not as expected
   */
  public PreparedManifest write(String folder) throws IOException {
    SparkSession spark = log.rows().sparkSession();
    PreparedOutput output = new PreparedOutput(spark, folder);
    output.requireReplaceable();
    LogSurvey survey = LogSurvey.of(log, format, options.filters().minValue(), policy);
    Dataset<Row> kept =
        LogFilters.apply(options.filters(), survey, log.name()).persist(StorageLevel.DISK_ONLY());
    Dataset<Row> firsts = survey.rows().groupBy("user").agg(min("place").as("first"));
    Dataset<Row> users =
        kept.groupBy("user")
            .agg(count(lit(1)).as("n"))
            .join(firsts, "user")
            .persist(StorageLevel.DISK_ONLY());
    if (users.isEmpty()) {
      throw new DataException(
          log.name() + ": expected interactions to remain, found none; leave out less by filters");
    }
    Division.Plan plan = Division.plan(options.holdout(), options.seed(), survey, kept, users);
    Dataset<Row> headings =
        users
            .join(plan.states(), new String[] {"user"}, "left")
            .select(
                col("user"),
                lit(UserWork.HEADING).as("kind"),
                lit(null).cast("bigint").as("time"),
                col("first").as("place"),
                lit(null).cast("string").as("item"),
                lit(null).cast("int").as("index"),
                coalesce(col("state"), lit(Division.NOT_DRAWN)).as("state"))
            .persist(StorageLevel.DISK_ONLY());
    output.begin();
    Dataset<Row> catalogue = catalogue(headings, kept, plan.division());
    Catalogue items = written(catalogue, output);
    PreparedManifest manifest = rows(headings, kept, catalogue, plan.division(), items, output);
    output.put("manifest.json", manifest::write);
    output.finish();
    List.of(kept, users, headings).forEach(Dataset::unpersist);
    return manifest;
  }

  /** All rows of a user together: the heading first, then the interactions by time and place. */
  private static Dataset<Row> byUser(Dataset<Row> headings, Dataset<Row> interactions) {
    Dataset<Row> rows =
        interactions.select(
            col("user"),
            lit(UserWork.INTERACTION).as("kind"),
            col("time"),
            col("place"),
            col("item"),
            col("index"),
            lit(null).cast("int").as("state"));
    return headings
        .unionAll(rows)
        .repartition(col("user"))
        .sortWithinPartitions("user", "kind", "time", "place");
  }

  private static Dataset<Row> catalogue(
      Dataset<Row> headings, Dataset<Row> kept, Division division) {
    Dataset<Row> trained =
        byUser(headings, kept.withColumn("index", lit(null).cast("int")))
            .mapPartitions(new UserWork(division, false), Encoders.row(UserChunk.TRAINED));
    var numbered =
        trained
            .groupBy("item")
            .agg(min(struct("time", "place")).as("first"))
            .orderBy("first")
            .select("item")
            .javaRDD()
            .zipWithIndex()
            .map(pair -> RowFactory.create(pair._1().getString(0), Math.toIntExact(pair._2())));
    return kept.sparkSession()
        .createDataFrame(numbered, CATALOGUE)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private Catalogue written(Dataset<Row> catalogue, PreparedOutput output) throws IOException {
    Ids ids = new Ids();
    Iterator<Row> rows = catalogue.toLocalIterator(); // parts in order, and rows in each
    while (rows.hasNext()) {
      ids.add(rows.next().getString(0));
    }
    Catalogue items = new Catalogue(ids);
    if (items.size() == 0) {
      throw new DataException(
          log.name()
              + ": expected interactions to train on, found that all are held out; hold out less");
    }
    output.put("catalogue", items::write);
    return items;
  }

  private PreparedManifest rows(
      Dataset<Row> headings,
      Dataset<Row> kept,
      Dataset<Row> catalogue,
      Division division,
      Catalogue items,
      PreparedOutput output)
      throws IOException {
    Dataset<Row> indexed = kept.join(catalogue, new String[] {"item"}, "left");
    Dataset<Row> prepared =
        byUser(headings, indexed)
            .mapPartitions(new UserWork(division, true), Encoders.row(UserChunk.PREPARED))
            .persist(StorageLevel.DISK_ONLY());
    HoldoutCounts counts = counts(prepared);
    if (counts.test().cases() == 0) {
      throw new DataException(
          "the log: expected test cases, found none (%s); hold out more".formatted(counts));
    }
    Dataset<Row> rows = prepared.where(col("counts").isNull());
    Row sizes = rows.agg(count(lit(1)), sum(size(col("items")))).first();
    rows.orderBy("first")
        .select("user", "items", "train_start", "train_length", "validation", "test")
        .write()
        .parquet(output.sequences());
    prepared.unpersist();
    return new PreparedManifest(
        PreparedManifest.FORMAT,
        Version.library(),
        log.name(),
        options,
        PreparedManifest.ORDER,
        items.size(),
        Math.toIntExact(sizes.getLong(0)),
        sizes.getLong(1),
        counts,
        false,
        false,
        null,
        output.written());
  }

  private static HoldoutCounts counts(Dataset<Row> prepared) {
    List<Column> sums = new ArrayList<>();
    IntStream.range(0, CountSums.SIZE).forEach(i -> sums.add(sum(col("counts").getItem(i))));
    Row row =
        prepared
            .where(col("counts").isNotNull())
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
            .first();
    return CountSums.counts(IntStream.range(0, CountSums.SIZE).mapToObj(row::getLong).toList());
  }
}
