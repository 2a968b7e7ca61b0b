package org.recjpq.cluster.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.cluster.LocalCluster;
import org.recjpq.cluster.SmallExport;
import org.recjpq.program.RecJpq;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;

/** The commands one after another, as a user has them. */
class CommandsTest {
  @TempDir static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine program = RecJpqSpark.commandLine();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return program.execute(arguments);
  }

  @Test
  void fromALogToListsOfAllUsers() throws IOException {
    SparkSession spark = LocalCluster.session();
    Path large = folder.resolve("large.csv");
    try (Writer writer = Files.newBufferedWriter(large)) {
      new SyntheticLog(3000, 700, 60_000, 0.7, 20, 3).writeCsv(writer);
    }
    String prepared = folder.resolve("prepared").toString();
    assertEquals(0, run("prepare", "--log", large.toString(), "--output", prepared), err::toString);
    assertTrue(out.toString().contains("prepared: sequences of 3,000 users"), out::toString);

    SvdCodes codes = new SvdCodes(8, 64);
    String[] svd = {"assign", "--prepared", prepared, "--codes", "svd", "--sub-ids", "64"};
    assertEquals(0, run(svd), err::toString);
    PreparedData data = PreparedData.open(Path.of(prepared));
    int items = data.manifest().items();
    assertTrue(err.toString().contains("svd codes of " + items + " items: 7 passes"));
    assertSame(
        codes.assign(data.holdout().train(), data.manifest().options().seed()),
        Objects.requireNonNull(data.codes(codes)));
    TransitionSettings usual = TrainingConfig.recommended().memory();
    assertSame(
        TransitionBuilder.build(data.holdout().train(), usual),
        Objects.requireNonNull(data.transitions(usual)));
    assertEquals(1, run("assign", "--prepared", prepared, "--half-life", "P3D"));
    assertTrue(
        err.toString().contains("expected none, as only one machine counts by gaps and ages"),
        err::toString);

    Path own = folder.resolve("own");
    assertEquals(0, run("assign", "--prepared", prepared, "--output", own.toString()));
    assertTrue(err.toString().contains("on the driver alone"), err::toString);
    assertTrue(Files.size(own) > items);

    Path log = SmallExport.log(folder);
    Path export = SmallExport.of(log, folder);
    String lists = folder.resolve("lists").toString();
    assertEquals(
        0,
        run(
            "recommend",
            export.toString(),
            "--log",
            log.toString(),
            "--top-k",
            "5",
            "--exclude-seen",
            "--output",
            lists),
        err::toString);
    assertEquals(ofOneMachine(log, export), ofSpark(spark, lists));
  }

  private static void assertSame(ItemCodes expected, ItemCodes found) {
    assertEquals(expected.rows(), found.rows());
    assertEquals(expected.shape(), found.shape());
    for (int row = 0; row < expected.rows(); row++) {
      for (int split = 0; split < expected.shape().splits(); split++) {
        assertEquals(expected.subId(row, split), found.subId(row, split));
      }
    }
  }

  private static void assertSame(Transitions expected, Transitions found) {
    TransitionCounts counts = Objects.requireNonNull(expected.counts());
    TransitionCounts others = Objects.requireNonNull(found.counts());
    assertEquals(expected.items(), found.items());
    assertEquals(expected.successors(), found.successors());
    assertTrue(expected.used() > 2L * expected.items());
    for (int item = 0; item < expected.items(); item++) {
      for (int slot = 0; slot < expected.successors(); slot++) {
        assertEquals(expected.cell(item, slot), found.cell(item, slot));
        assertEquals(counts.count(item, slot), others.count(item, slot));
      }
    }
  }

  private static Map<String, List<String>> ofSpark(SparkSession spark, String lists) {
    Map<String, List<String>> found = new TreeMap<>();
    for (Row row : spark.read().parquet(lists).collectAsList()) {
      List<String> list = new ArrayList<>(row.getList(1));
      row.<Float>getList(2).forEach(score -> list.add(score.toString()));
      found.put(row.getString(0), list);
    }
    return found;
  }

  /** The lists of {@code recjpq recommend} for a file of histories that is sorted by user. */
  private static Map<String, List<String>> ofOneMachine(Path log, Path export) throws IOException {
    Interactions all = new LogFile(log).read(Filters.NONE);
    Map<String, String> lines = new TreeMap<>();
    for (int user = 0; user < all.users(); user++) {
      StringBuilder line = new StringBuilder(all.userId(user));
      for (int i = 0; i < all.length(user); i++) {
        line.append(',').append(all.itemIds().get(all.item(user, i)));
      }
      lines.put(all.userId(user), line.toString());
    }
    Path histories = folder.resolve("histories.csv");
    Files.write(histories, lines.values());
    Path lists = folder.resolve("lists.jsonl");
    String[] arguments = {
      "recommend",
      export.toString(),
      "--histories=" + histories,
      "--top-k=5",
      "--exclude-seen",
      "--output=" + lists
    };
    assertEquals(0, RecJpq.commandLine().execute(arguments));
    Map<String, List<String>> found = new TreeMap<>();
    ObjectMapper mapper = new ObjectMapper();
    for (String line : Files.readAllLines(lists)) {
      var json = mapper.readTree(line);
      List<String> list = new ArrayList<>();
      json.get("items").forEach(entry -> list.add(entry.get("item").asText()));
      json.get("items").forEach(entry -> list.add(Float.toString(entry.get("score").floatValue())));
      found.put(json.get("name").asText(), list);
    }
    return found;
  }

  @Test
  void wrongCallsAreToldInOneLine() throws IOException {
    LocalCluster.session();
    assertEquals(2, run("train", "--tasks", "1", "--run", folder.resolve("r").toString()));
    assertEquals(2, run("recommend", "export", "--output", "there"));
    assertEquals(
        "recjpq-spark: tasks must be at least 2 and attempts at least 1, found 1 and 3; see"
            + " recjpq-spark train --help\n"
            + "recjpq-spark: expected one of --log and --histories; see recjpq-spark recommend"
            + " --help\n",
        err.toString());
  }
}
