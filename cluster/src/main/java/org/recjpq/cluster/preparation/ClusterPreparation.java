package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
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
 * what depends on all users is done by Spark. The log is read once, and all its rows are shuffled
 * once, by user; those that are read and those that are shuffled are kept on the disks of the
 * executors meanwhile. Driver and executors each hold the ids of all items, and 8 bytes for each
 * user who is drawn.
 */
public final class ClusterPreparation {
  /** Rows of a part, so that it is sorted in memory. */
  private static final long ROWS_PER_PART = 1 << 20;

  private static final int MOST_PARTS = 20_000;

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
    Dataset<Row> rows = byUser(survey).persist(StorageLevel.DISK_ONLY());
    int least = options.filters().minUserInteractions();
    Dataset<Row> users =
        rows.groupBy("user")
            .agg(count(col("item")).as("n"), min("place").as("first"))
            .where(col("n").geq(least))
            .select("n", "first");
    if (users.isEmpty()) {
      throw new DataException(
          log.name() + ": expected interactions to remain, found none; leave out less by filters");
    }
    Division division = Division.plan(options.holdout(), options.seed(), survey, rows, users);
    survey.kept().unpersist();
    output.begin();
    Broadcast<Division> sent = context(spark).broadcast(division);
    Catalogue items = catalogue(rows, new UserWork(sent, least, null));
    output.put("catalogue", items::write);
    Broadcast<SentCatalogue> known = context(spark).broadcast(new SentCatalogue(items));
    Dataset<Row> prepared =
        rows.mapPartitions(new UserWork(sent, least, known), Encoders.row(UserChunk.PREPARED))
            .persist(StorageLevel.DISK_ONLY());
    PreparedManifest manifest = written(prepared, items, output);
    output.put("manifest.json", manifest::write);
    output.finish();
    rows.unpersist();
    prepared.unpersist();
    known.destroy();
    return manifest;
  }

  private static JavaSparkContext context(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** The rows that pass the filters, all of a user together, as {@link UserWork} takes them. */
  private Dataset<Row> byUser(LogSurvey survey) {
    Column[] columns = UserWork.COLUMNS.stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> kept = LogFilters.apply(options.filters(), survey, log.name());
    if (options.holdout() instanceof ByTime) { // whose cut depends on the rows that are kept
      kept = LogFilters.byUserCount(kept, options.filters());
    }
    Dataset<Row> rows = kept.select(columns);
    if (!LogFilters.keepAll(options.filters())) {
      Dataset<Row> firsts =
          survey
              .rows()
              .groupBy("user")
              .agg(min("place").as("place"))
              .select(
                  col("user"),
                  lit(null).cast("bigint").as("time"),
                  col("place"),
                  lit(null).cast("string").as("item"));
      rows = firsts.unionAll(rows);
    }
    long enough = 1 + survey.interactions() / ROWS_PER_PART;
    int slots = context(rows.sparkSession()).defaultParallelism();
    return rows.repartition((int) Math.min(MOST_PARTS, Math.max(slots, enough)), col("user"))
        .sortWithinPartitions("user", "time", "place");
  }

  private Catalogue catalogue(Dataset<Row> rows, UserWork firsts) {
    Ids ids = new Ids();
    Iterator<Row> items =
        rows.mapPartitions(firsts, Encoders.row(UserWork.FIRSTS))
            .groupBy("item")
            .agg(min(struct("time", "place")).as("first"))
            .orderBy("first")
            .select("item")
            .toLocalIterator(); // parts in order, and rows in each
    while (items.hasNext()) {
      ids.add(items.next().getString(0));
    }
    if (ids.size() == 0) {
      throw new DataException(
          log.name()
              + ": expected interactions to train on, found that all are held out; hold out less");
    }
    return new Catalogue(ids);
  }

  private PreparedManifest written(Dataset<Row> prepared, Catalogue items, PreparedOutput output)
      throws IOException {
    List<Column> sums = new ArrayList<>();
    sums.add(sum(array_size(col("items"))));
    IntStream.range(0, CountSums.SIZE).forEach(i -> sums.add(sum(col("counts").getItem(i))));
    Row all = prepared.agg(count(col("first")), sums.toArray(Column[]::new)).first();
    HoldoutCounts counts =
        CountSums.counts(
            IntStream.range(0, CountSums.SIZE).mapToObj(i -> all.getLong(2 + i)).toList());
    if (counts.test().cases() == 0) {
      throw new DataException(
          "the log: expected test cases, found none (%s); hold out more".formatted(counts));
    }
    prepared
        .where(col("counts").isNull())
        .orderBy("first")
        .select("user", "items", "train_start", "train_length", "validation", "test")
        .write()
        .parquet(output.sequences());
    return new PreparedManifest(
        PreparedManifest.FORMAT,
        Version.library(),
        log.name(),
        options,
        PreparedManifest.ORDER,
        items.size(),
        Math.toIntExact(all.getLong(0)),
        all.getLong(1),
        counts,
        false,
        false,
        null,
        output.written());
  }
}
