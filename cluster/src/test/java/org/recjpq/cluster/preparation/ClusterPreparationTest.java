package org.recjpq.cluster.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.GivenTargets;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.holdout.UserShare;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedOptions;
import org.recjpq.cluster.LocalCluster;
import org.recjpq.cluster.sources.ClusterLog;

class ClusterPreparationTest {
  private static final int USERS = 400;
  private static final int ROWS = 6000;
  private static final int SEED = 42;

  @TempDir static Path folder;

  private static SparkSession spark;
  private static final LogFormat FORMAT = LogFormat.of(LogFormat.Preset.CSV);

  @BeforeAll
  static void start() throws IOException {
    spark = LocalCluster.session();
  }

  /** Rows of shuffled users with few different times, a rating, and repeated items. */
  private static List<String[]> rows() {
    SplittableRandom random = new SplittableRandom(7);
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int item = (int) (120 * Math.pow(random.nextDouble(), 2));
      rows.add(
          new String[] {
            "u" + random.nextInt(USERS) * random.nextInt(1, 3),
            "ä" + item,
            String.valueOf(1_600_000_000L + 86_400L * random.nextInt(40)),
            String.valueOf(random.nextInt(1, 6))
          });
    }
    return rows;
  }

  private static Holdout oneMachine(LogFile file, PreparedOptions options) throws IOException {
    Interactions log = file.read(options.filters());
    return options.holdout().apply(log, options.seed());
  }

  private static PreparedOptions options(Filters filters, HoldoutRule rule) {
    return new PreparedOptions(filters, rule, SEED, null, null);
  }

  private static void requireSame(Holdout expected, Path prepared) throws IOException {
    PreparedData data = PreparedData.open(prepared);
    assertEquals(expected.counts(), data.manifest().counts());
    assertEquals(expected.fingerprint(), data.fingerprint());
    assertEquals(expected.trainUsers().of(3), data.holdout().trainUsers().of(3));
  }

  @Test
  void aFolderOfFilesWithBadRows() throws IOException {
    Path log = Files.createDirectory(folder.resolve("log"));
    List<String[]> rows = rows();
    for (int part = 0; part < 3; part++) {
      List<String> lines = new ArrayList<>(List.of("rating,timestamp,item,user"));
      for (String[] row : rows.subList(part * ROWS / 3, (part + 1) * ROWS / 3)) {
        lines.add(String.join(",", row[3], row[2], row[1], row[0]));
      }
      lines.add(700, part == 1 ? "3,yesterday,ä1,u1" : "3,1600000000,ä1,\"u1\"");
      lines.add(900, part == 2 ? "3,1600000000,,u1" : "4,1600000000,ä2,u2");
      Files.write(log.resolve("part-%d.csv".formatted(2 - part)), lines);
    }
    PreparedOptions options = options(Filters.DEFAULT.withMinValue(2.0), new LeaveOneOut(50));
    ClusterLog read = ClusterLog.files(spark, "csv", Map.of(), List.of(log.toString()));
    Path rejects = folder.resolve("rejects");
    Path prepared = folder.resolve("prepared-csv");
    new ClusterPreparation(read, FORMAT, options, new BadRowPolicy(2, rejects.toUri().toString()))
        .write(prepared.toString());
    requireSame(oneMachine(new LogFile(log).withMaxBadRows(2, null), options), prepared);

    List<Row> rejected =
        spark.read().option("header", true).csv(rejects.toString()).collectAsList();
    assertEquals(2, rejected.size());
    assertEquals(
        "expected the id of an item, found an empty field; fill it or remove the row",
        rejected.get(0).getAs("reason"));
    assertEquals("yesterday", rejected.get(1).getAs("field_timestamp"));

    String message =
        String.valueOf(
            assertThrows(
                    DataException.class,
                    () ->
                        new ClusterPreparation(read, FORMAT, options, new BadRowPolicy(1, null))
                            .write(folder.resolve("none").toString()))
                .getMessage());
    assertTrue(message.contains("part-0.csv: row 900: expected the id of an item"), message);
    assertTrue(message.endsWith("; only 1 malformed rows are skipped, found 2"), message);
  }

  @Test
  void linesOfJsonDividedByTime() throws IOException {
    Path log = folder.resolve("log.json");
    List<String> lines = new ArrayList<>();
    for (String[] row : rows()) {
      lines.add(
          "{\"user\": \"%s\", \"item\": \"%s\", \"timestamp\": %s}"
              .formatted(row[0], row[1], row[2]));
    }
    Files.write(log, lines);
    Filters filters =
        Filters.NONE
            .withDropDuplicates(Filters.Duplicates.REPEATED)
            .withMinItemInteractions(9)
            .withMinUserInteractions(8)
            .withCore(true);
    PreparedOptions options = options(filters, new ByTime(null, 0.8, null, true, 30));
    Path prepared = folder.resolve("prepared-json");
    new ClusterPreparation(
            ClusterLog.files(spark, "json", Map.of(), List.of(log.toString())),
            FORMAT,
            options,
            BadRowPolicy.NONE)
        .write(prepared.toString());
    requireSame(oneMachine(new LogFile(log), options), prepared);
  }

  @Test
  void aTableOfParquetDividedByUser() throws IOException {
    Path csv = folder.resolve("log.csv");
    List<String> lines = new ArrayList<>(List.of("user,item,timestamp,kind"));
    for (String[] row : rows()) {
      lines.add(String.join(",", row[0], row[1], row[2], row[3].equals("1") ? "view" : "buy"));
    }
    Files.write(csv, lines);
    String parquet = folder.resolve("log.parquet").toString();
    spark
        .read()
        .option("header", true)
        .csv(csv.toString())
        .coalesce(1)
        .selectExpr("item", "user", "cast(timestamp as bigint) timestamp", "kind", "array(1) more")
        .write()
        .parquet(parquet);
    Filters filters =
        Filters.NONE
            .withDropDuplicates(Filters.Duplicates.EXACT)
            .withTimes("2020-09-15", "2020-10-20")
            .withMinUserInteractions(3);
    PreparedOptions options = options(filters, new UserShare(0.2, 0.1));
    LogFormat bought = FORMAT.withWhere("kind=buy");
    Path prepared = folder.resolve("prepared-parquet");
    new ClusterPreparation(
            ClusterLog.of(spark.read().parquet(parquet), "a table"),
            bought,
            options,
            BadRowPolicy.NONE)
        .write(prepared.toString());
    requireSame(oneMachine(new LogFile(csv).withFormat(bought), options), prepared);
  }

  @Test
  void whatOnlyOneMachineCanDoIsRefused() throws IOException {
    Path log = folder.resolve("short.csv");
    Files.writeString(log, "user,item,timestamp\na,b,1\na,c,2\n");
    ClusterLog read = ClusterLog.files(spark, "csv", Map.of(), List.of(log.toString()));
    PreparedOptions given = options(Filters.NONE, new GivenTargets(log, null));
    assertEquals(
        "holdout: expected leave-one-out, by-time or by-user, which many machines can apply, found"
            + " given; prepare the log on one machine",
        assertThrows(
                DataException.class,
                () ->
                    new ClusterPreparation(read, FORMAT, given, BadRowPolicy.NONE)
                        .write(folder.resolve("none").toString()))
            .getMessage());
  }
}
