package org.recjpq.cluster.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.cluster.LocalCluster;
import org.recjpq.cluster.SmallExport;
import org.recjpq.program.RecJpq;
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
    Path log = SmallExport.log(folder);
    String prepared = folder.resolve("prepared").toString();
    assertEquals(0, run("prepare", "--log", log.toString(), "--output", prepared), err::toString);
    assertTrue(out.toString().contains("prepared: sequences of 300 users"), out::toString);

    String[] svd = {"assign", "--prepared", prepared, "--codes", "svd", "--splits", "4"};
    assertEquals(0, run(svd), err::toString);
    assertTrue(err.toString().contains("svd codes of 199 items: 7 passes"), err::toString);
    PreparedData data = PreparedData.open(Path.of(prepared));
    assertNotNull(data.codes(new SvdCodes(4, 256)));

    Path own = folder.resolve("own");
    assertEquals(0, run("assign", "--prepared", prepared, "--output", own.toString()));
    assertTrue(err.toString().contains("on the driver alone"), err::toString);
    assertTrue(Files.size(own) > 199);

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
