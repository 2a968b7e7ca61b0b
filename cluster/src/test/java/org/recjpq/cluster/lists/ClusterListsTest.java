package org.recjpq.cluster.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.cluster.LocalCluster;
import org.recjpq.cluster.SmallExport;
import org.recjpq.cluster.executors.SentExport;
import org.recjpq.program.recommendation.ExportLists;
import org.recjpq.program.recommendation.ListConditions;
import org.recjpq.program.recommendation.Lists;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.Recommendation;

class ClusterListsTest {
  @TempDir static Path folder;

  private static SparkSession spark;
  private static Path export;
  private static SentExport sent;
  private static final Map<String, List<String>> HISTORIES = new HashMap<>();

  @BeforeAll
  static void train() throws IOException {
    spark = LocalCluster.session();
    Path log = SmallExport.log(folder);
    export = SmallExport.of(log, folder);
    sent = SentExport.send(spark, export.toUri().toString(), 1, false);
    Interactions interactions = new LogFile(log).read(Filters.NONE);
    for (int user = 0; user < interactions.users(); user++) {
      List<String> history = new ArrayList<>();
      for (int i = 0; i < interactions.length(user); i++) {
        history.add(interactions.itemIds().get(interactions.item(user, i)));
      }
      HISTORIES.put(interactions.userId(user), history);
    }
    HISTORIES.put("nobody", List.of());
    HISTORIES.put("stranger", List.of("no such item"));
  }

  private static Dataset<Row> histories() {
    List<Row> rows = new ArrayList<>();
    HISTORIES.forEach(
        (user, items) -> rows.add(RowFactory.create(user, items.toArray(String[]::new))));
    StructType schema =
        new StructType()
            .add("user.id", "string")
            .add("seen", DataTypes.createArrayType(DataTypes.StringType));
    return spark.createDataFrame(rows, schema).repartition(4);
  }

  private static Map<String, List<Recommendation>> collected(Dataset<Row> lists) {
    Map<String, List<Recommendation>> found = new HashMap<>();
    for (Row row : lists.collectAsList()) {
      List<String> items = row.getList(row.fieldIndex("items"));
      List<Float> scores = row.getList(row.fieldIndex("scores"));
      List<Recommendation> list = new ArrayList<>();
      for (int rank = 0; rank < items.size(); rank++) {
        list.add(new Recommendation(items.get(rank), scores.get(rank)));
      }
      found.put(row.getString(0), list);
    }
    return found;
  }

  private static Map<String, List<Recommendation>> expected(ListConditions conditions) {
    List<String> users = HISTORIES.keySet().stream().sorted().toList();
    Map<String, List<Recommendation>> expected = new HashMap<>();
    try (Recommender model = Recommender.load(export, 1)) {
      Lists lists = ExportLists.of(model, conditions);
      for (int from = 0; from < users.size(); from += 256) {
        List<String> block = users.subList(from, Math.min(users.size(), from + 256));
        List<List<Recommendation>> found = lists.of(block.stream().map(HISTORIES::get).toList());
        for (int row = 0; row < block.size(); row++) {
          expected.put(block.get(row), found.get(row));
        }
      }
    }
    return expected;
  }

  @Test
  void theListsOfAllExecutorsAreThoseOfOneMachine() {
    ListConditions all = ListConditions.top(7);
    Map<String, List<Recommendation>> expected = expected(all);
    assertEquals(expected, collected(ClusterLists.of(histories(), sent, all)));
    assertEquals(expected.get("nobody"), expected.get("stranger"));

    String allowed = Objects.requireNonNull(expected.get("nobody")).get(3).item();
    for (ListConditions some :
        List.of(
            new ListConditions(5, true, List.of(allowed), null),
            new ListConditions(2, false, List.of(), List.of(allowed, "no such item")))) {
      assertEquals(expected(some), collected(ClusterLists.of(histories(), sent, some)));
    }
  }

  @Test
  void everyExecutorTakesPart() {
    Dataset<Row> lists = ClusterLists.of(histories(), sent, ListConditions.top(1));
    List<String> processes =
        lists
            .javaRDD()
            .mapPartitions(
                rows -> {
                  rows.forEachRemaining(row -> {});
                  return List.of(String.valueOf(ProcessHandle.current().pid())).iterator();
                })
            .collect();
    Set<String> distinct = new HashSet<>(processes);
    assertEquals(2, distinct.size());
    assertTrue(!distinct.contains(String.valueOf(ProcessHandle.current().pid())));
  }

  @Test
  void anotherFolderIsNoExport() {
    String message =
        String.valueOf(
            assertThrows(
                    DataException.class,
                    () -> SentExport.send(spark, folder.resolve("run").toString(), 1, false))
                .getMessage());
    assertTrue(
        message.contains("run: expected an export (a directory with saved_model.pb"), message);
  }

  @Test
  void otherTablesAreRefused() {
    Dataset<Row> flat = histories().select(functions.col("`user.id`"));
    assertEquals(
        "expected histories with a column of names and one of arrays of ids, found"
            + " struct<user.id:string>",
        assertThrows(
                IllegalArgumentException.class,
                () -> ClusterLists.of(flat, sent, ListConditions.top(1)))
            .getMessage());
  }
}
