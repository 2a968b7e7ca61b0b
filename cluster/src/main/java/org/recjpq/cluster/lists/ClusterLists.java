package org.recjpq.cluster.lists;

import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.recjpq.cluster.executors.SentExport;
import org.recjpq.program.recommendation.HistoryBatches;
import org.recjpq.program.recommendation.ListConditions;
import scala.Tuple2;

/**
 * Lists of items for all users, by one model in each executor.
 *
 * <p>They are, bit for bit, those of a single machine with as many threads and processors of the
 * same kind. The last bits of a score depend on which histories a model is asked about together: a
 * single machine takes them from a file, {@value HistoryBatches#ROWS} at a time, and executors do
 * the same as if the file were sorted by its first column, however the rows come. That costs two
 * shuffles of the histories.
 *
 * <p>A list is computed when Spark needs it: write or keep the result rather than use it twice.
 */
public final class ClusterLists {
  /** The column of the items of a list, best first: an array of texts. */
  public static final String ITEMS = "items";

  /** The column of their scores: an array of floats, as long as the items. */
  public static final String SCORES = "scores";

  /** So that a slow part does not hold up all. */
  private static final int PARTS_PER_CORE = 4;

  private ClusterLists() {}

  /**
   * Recommends items for histories.
   *
   * @param histories a row for each history: in the first column anything that identifies it, in
   *     the second an array of external item ids, oldest first, of texts or numbers. Ids that the
   *     model does not know are skipped; a history without any known id, or null, gets the most
   *     popular items
   * @param export as {@link SentExport#send} gives it
   * @return a row for each: the first column as it came, {@value #ITEMS} and {@value #SCORES}
   * @throws IllegalArgumentException if there are not two columns like these
   */
  public static Dataset<Row> of(
      Dataset<Row> histories, SentExport export, ListConditions conditions) {
    StructField[] fields = histories.schema().fields();
    if (fields.length != 2 || !fields[1].dataType().typeName().equals("array")) {
      throw new IllegalArgumentException(
          "expected histories with a column of names and one of arrays of ids, found "
              + histories.schema().simpleString());
    }
    StructType lists =
        new StructType()
            .add(fields[0])
            .add(ITEMS, DataTypes.createArrayType(DataTypes.StringType, false), false)
            .add(SCORES, DataTypes.createArrayType(DataTypes.FloatType, false), false);
    Column name = functions.col(quoted(fields[0].name()));
    Column ids = functions.col(quoted(fields[1].name())).cast("array<string>");
    JavaPairRDD<Long, Row> numbered =
        histories
            .select(name, ids)
            .orderBy(name)
            .javaRDD()
            .zipWithIndex()
            .mapToPair(pair -> new Tuple2<>(pair._2(), pair._1()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    SparkSession spark = histories.sparkSession();
    int parts = JavaSparkContext.fromSparkContext(spark.sparkContext()).defaultParallelism();
    JavaRDD<Row> found =
        numbered
            .repartitionAndSortWithinPartitions(
                new BlockPartitioner(PARTS_PER_CORE * parts, numbered.count()))
            .mapPartitions(new ListWork(export, conditions));
    return spark.createDataFrame(found, lists);
  }

  /** A name that may have dots. */
  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
