package org.recjpq.cluster.sources;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.current_timezone;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_utc_timestamp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.recjpq.assignment.files.DataException;

/**
 * A log that is spread over a cluster.
 *
 * <p>The order of its rows counts, for equal times keep it: files come in the order of their paths,
 * and of their names within a folder, as for a single machine. Other tables have the order that
 * Spark reads them in, which must be the same each time.
 *
 * @param name what messages call it
 * @param headings names of the columns that have a text; nested ones have none
 * @param rows for each row {@value #FIELDS}, an array with a text for each column, empty if there
 *     is no value; {@value #PLACE}, which sorts as the log does; and whether it is {@value #BROKEN}
 */
public record ClusterLog(String name, List<String> headings, Dataset<Row> rows) {
  /** The column of the texts. */
  public static final String FIELDS = "fields";

  /** The column of the places: of a path, of a file, of a piece of the file, and in that. */
  public static final String PLACE = "place";

  /** The column that says whether a row of a text file does not have the fields of the others. */
  public static final String BROKEN = "broken";

  private static final String CSV = "csv";
  private static final String CORRUPT = "_corrupt_record";
  private static final long ROW_BITS = (1L << 33) - 1; // those below the number of the partition

  /** Copies the headings. */
  public ClusterLog {
    headings = List.copyOf(headings);
  }

  /**
   * Reads files, or whatever a source of Spark loads.
   *
   * @param format name of Spark's source: parquet, csv, json, orc or another
   * @param options of this source. For csv the first row names the columns unless they say
   *     otherwise; columns go by name, and are texts
   * @param paths in the order of the log; none for a source without paths
   * @throws DataException if they have different columns
   */
  public static ClusterLog files(
      SparkSession spark, String format, Map<String, String> options, List<String> paths) {
    Map<String, String> all = new HashMap<>(options);
    if (format.equals(CSV)) {
      all.putIfAbsent("header", "true");
      all.put("inferSchema", "false");
      all.put("enforceSchema", "false"); // else columns would go by their place
    } else if (format.equals("json")) {
      all.putIfAbsent("primitivesAsString", "true");
    }
    List<ClusterLog> logs = new ArrayList<>();
    for (int part = 0; part < Math.max(1, paths.size()); part++) {
      List<String> some = paths.isEmpty() ? List.of() : paths.subList(part, part + 1);
      Dataset<Row> table = load(spark.read().format(format).options(all), some);
      if (format.equals(CSV)) {
        StructType schema = table.schema().add(CORRUPT, DataTypes.StringType);
        table =
            load(
                spark
                    .read()
                    .format(format)
                    .options(all)
                    .schema(schema)
                    .option("columnNameOfCorruptRecord", CORRUPT),
                some);
      }
      logs.add(of(table, some.isEmpty() ? format : some.get(0), part));
    }
    ClusterLog first = logs.get(0);
    Dataset<Row> rows = first.rows;
    for (ClusterLog other : logs.subList(1, logs.size())) {
      if (!other.headings.equals(first.headings)) {
        throw new DataException(
            "%s: expected the columns of %s (%s), found others (%s)"
                .formatted(
                    other.name,
                    first.name,
                    String.join(", ", first.headings),
                    String.join(", ", other.headings)));
      }
      rows = rows.unionAll(other.rows);
    }
    String name =
        paths.size() > 1 ? "%s and %d more".formatted(first.name, paths.size() - 1) : first.name;
    return new ClusterLog(name, first.headings, rows);
  }

  private static Dataset<Row> load(DataFrameReader reader, List<String> paths) {
    return paths.isEmpty() ? reader.load() : reader.load(paths.get(0));
  }

  /**
   * A table as a log; of files in the order of their names, else in the order that Spark reads.
   *
   * @param name what messages call it
   */
  public static ClusterLog of(Dataset<Row> table, String name) {
    return of(table, name, 0);
  }

  private static ClusterLog of(Dataset<Row> table, String name, int part) {
    List<String> headings = new ArrayList<>();
    List<Column> texts = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      if (!field.name().equals(CORRUPT) && isAtomic(field)) {
        headings.add(field.name());
        texts.add(coalesce(text(field), lit("")));
      }
    }
    boolean mayBeBroken = Arrays.asList(table.columns()).contains(CORRUPT);
    Column row = monotonically_increasing_id().bitwiseAND(lit(ROW_BITS));
    Column file = lit("");
    Column block = monotonically_increasing_id().bitwiseAND(lit(~ROW_BITS)); // the partition
    if (isOfFiles(table)) {
      file = col("_metadata.file_path");
      block = col("_metadata.file_block_start");
    }
    Column place = struct(lit(part).as("part"), file.as("file"), block.as("block"), row.as("row"));
    return new ClusterLog(
        name,
        headings,
        table.select(
            array(texts.toArray(Column[]::new)).as(FIELDS),
            place.as(PLACE),
            (mayBeBroken ? col(CORRUPT).isNotNull() : lit(false)).as(BROKEN)));
  }

  private static boolean isAtomic(StructField field) {
    String type = field.dataType().typeName();
    return !type.equals("array") && !type.equals("map") && !type.equals("struct");
  }

  /** Dates and times as ISO 8601 in UTC, all others as Spark casts them. */
  private static Column text(StructField field) {
    Column column = col("`" + field.name().replace("`", "``") + "`");
    String form = "yyyy-MM-dd'T'HH:mm:ss.SSSSSS";
    return field.dataType().equals(DataTypes.TimestampType)
        ? concat(date_format(to_utc_timestamp(column, current_timezone()), form), lit("Z"))
        : field.dataType().equals(DataTypes.TimestampNTZType)
            ? date_format(column, form)
            : column.cast(DataTypes.StringType);
  }

  /** Whether rows know their file. */
  private static boolean isOfFiles(Dataset<Row> table) {
    try {
      return table.select("_metadata.file_block_start").columns().length == 1;
    } catch (RuntimeException unknown) {
      throw unknown;
    } catch (Exception unknown) { // a checked one of Scala: there is no such column
      return false;
    }
  }

  /** The same with some of the columns only. */
  public ClusterLog only(List<Integer> columns) {
    Column[] some = columns.stream().map(i -> col(FIELDS).getItem(i)).toArray(Column[]::new);
    return new ClusterLog(
        name,
        columns.stream().map(headings::get).toList(),
        rows.select(array(some).as(FIELDS), col(PLACE), col(BROKEN)));
  }
}
