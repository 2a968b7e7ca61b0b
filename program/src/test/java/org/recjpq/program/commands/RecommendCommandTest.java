package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.SequentialModel;
import org.recjpq.graph.model.Weights;
import org.recjpq.program.CommandRun;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.export.ModelToExport;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/** Asks an export of seven items, whose lists hold six, for recommendations. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendCommandTest {
  private static final List<String> ITEMS = List.of("a", "b", "c", "d,e", "f", "g", "h\0i");
  private static final int[] COUNTS = {1, 1, 5, 1, 1, 1, 0};

  private static final ModelConfig CONFIG =
      new ModelConfig(new SasRec.Settings(1, 1), new FullEmbedding.Tied(), 8, 4, 0);

  private final Path export;
  private final Recommender recommender;

  RecommendCommandTest(@TempDir Path base) throws IOException {
    export = base;
    export(base);
    recommender = Recommender.load(base);
  }

  private static void export(Path base) throws IOException {
    try (Weights weights = weights()) {
      Ids ids = new Ids();
      ITEMS.forEach(ids::add);
      ModelExporter.export(
          new ModelToExport(CONFIG, new Catalogue(ids), null, weights, COUNTS, "hash", null),
          6,
          base);
    }
  }

  private static Weights weights() {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Parameters parameters = new Parameters(Ops.create(graph), 1);
      SequentialModel.create(parameters, CONFIG, ITEMS.size(), null);
      Session.Runner runner = session.runner();
      parameters.all().forEach(parameter -> parameter.initialise(runner));
      runner.run().close();
      return Weights.fetch(session, parameters.all());
    }
  }

  @AfterAll
  void close() {
    recommender.close();
  }

  @Test
  void aHistoryIsAnsweredOnStandardOutput() {
    CommandRun run = recommend("--history", "a,nowhere,\"d,e\"", "--top-k", "3");
    List<String> expected = new ArrayList<>();
    int rank = 1;
    for (Recommendation found : list("a", "d,e").subList(0, 3)) {
      expected.add("%d %s %.4f".formatted(rank++, found.item().replace('\0', '?'), found.score()));
    }
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(expected, squeezedLines(run.out()));
    assertEquals("", run.err());
  }

  @Test
  void aHistoryOfUnknownIdsIsSaidToBeOne() {
    CommandRun run = recommend("--history", "nowhere");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("1 c 0.5000", squeezedLines(run.out()).get(0));
    assertEquals(ITEMS.size(), squeezedLines(run.out()).size()); // fewer than ten
    assertEquals("recjpq: the model knows none of these ids; its most popular items:\n", run.err());
  }

  @Test
  void aFileIsAnsweredByAFile(@TempDir Path folder) throws IOException {
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,a,b\nbob\n");
    Path output = folder.resolve("out.csv");
    CommandRun run =
        recommend(
            "--histories", histories.toString(), "--output", output.toString(), "--top-k", "2");
    assertEquals(0, run.exitCode(), run.err());
    List<List<Recommendation>> lists =
        recommender.recommend(List.of(List.of("a", "b"), List.of()), 2);
    List<Recommendation> ann = lists.get(0);
    List<Recommendation> bob = lists.get(1);
    assertEquals(
        List.of(
            "name,rank,item,score",
            "ann,1," + csv(ann.get(0)),
            "ann,2," + csv(ann.get(1)),
            "bob,1," + csv(bob.get(0)),
            "bob,2," + csv(bob.get(1))),
        Files.readAllLines(output));
    assertEquals("", run.out());
  }

  @Test
  void aFileMayBeAnsweredOnStandardOutput(@TempDir Path folder) throws IOException {
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,c\n");
    CommandRun run = recommend("--histories", histories.toString(), "--top-k", "1");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("name,rank,item,score\nann,1," + csv(list("c").get(0)) + "\n", run.out());
  }

  @Test
  void titlesStandBesideTheIds(@TempDir Path folder) throws IOException {
    Path titles = Files.writeString(folder.resolve("titles.csv"), "id,title\nc,\"Sea, The\"\n");
    CommandRun one =
        recommend("--history", "nowhere", "--titles", titles.toString(), "--top-k", "2");
    assertEquals(List.of("1 c 0.5000 Sea, The", "2 a 0.1000 a"), squeezedLines(one.out()));
    Path histories = Files.writeString(folder.resolve("in.csv"), "bob\n");
    CommandRun many =
        recommend(
            "--histories", histories.toString(), "--titles", titles.toString(), "--top-k", "2");
    assertEquals(
        List.of("name,rank,item,score,title", "bob,1,c,0.5,\"Sea, The\"", "bob,2,a,0.1,a"),
        many.out().lines().toList());
  }

  @Test
  void aFailureLeavesTheOutputAsItWas(@TempDir Path folder) throws IOException {
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,c\nbob,\"x\"y\n");
    Path output = folder.resolve("out.csv");
    CommandRun run = recommend("--histories", histories.toString(), "--output", output.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains(histories + ":2: expected a closing quote"), run.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void seenItemsMayBeLeftOut(@TempDir Path folder) throws IOException {
    CommandRun one = recommend("--history", "a,b,c", "--exclude-seen", "--top-k", "2");
    assertEquals(0, one.exitCode(), one.err());
    CommandRun longest = recommend("--history", "a,b,c", "--exclude-seen", "--top-k", "6");
    assertEquals(ITEMS.size() - 3, squeezedLines(longest.out()).size());
    List<String> unseen =
        list("a", "b", "c").stream()
            .map(Recommendation::item)
            .filter(id -> !List.of("a", "b", "c").contains(id))
            .limit(2)
            .toList();
    List<String> found =
        squeezedLines(one.out()).stream().map(line -> line.split(" ", 3)[1]).toList();
    assertEquals(unseen.stream().map(id -> id.replace('\0', '?')).toList(), found);
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,a,b,c\n");
    CommandRun many =
        recommend("--histories", histories.toString(), "--exclude-seen", "--format", "jsonl");
    assertTrue(many.out().startsWith("{\"name\":\"ann\",\"items\":[{\"item\":"), many.out());
    assertFalse(many.out().contains("\"item\":\"a\""), many.out());
  }

  @Test
  void theEndingOfTheOutputTellsItsFormat(@TempDir Path folder) throws IOException {
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,a\n");
    Path output = folder.resolve("out.jsonl");
    CommandRun run = recommend("--histories", histories.toString(), "--output", output.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(Files.readString(output).startsWith("{\"name\":\"ann\""));
  }

  @Test
  void aDirectoryIsFilledInPartsByShards(@TempDir Path folder) throws IOException {
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,a\nbob,b\ncy,c\n");
    Path parts = folder.resolve("parts");
    for (String shard : List.of("1/2", "2/2", "2/2")) { // a shard that is done is done again
      CommandRun run =
          recommend(
              "--histories",
              histories.toString(),
              "--output-directory",
              parts.toString(),
              "--part-size",
              "2",
              "--shard",
              shard,
              "--format",
              "parquet");
      assertEquals(0, run.exitCode(), run.err());
    }
    assertTrue(Files.size(parts.resolve("part-00000.parquet")) > 0);
    assertTrue(Files.size(parts.resolve("part-00001.parquet")) > 0);
    assertFalse(Files.exists(parts.resolve("part-00002.parquet")));
  }

  @Test
  void partsOfAnotherVersionAreNotMixed(@TempDir Path folder) throws IOException {
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,a\nbob,b\n");
    Path parts = folder.resolve("parts");
    Path base = folder.resolve("export");
    List<String> options =
        List.of("--histories", histories.toString(), "--output-directory", parts.toString());
    export(base);
    assertEquals(0, recommendFrom(base, options).exitCode());
    export(base); // as extend does
    CommandRun again = recommendFrom(base, options);
    assertEquals(1, again.exitCode());
    String expected =
        "%s: expected the settings of this call, found others (export %s, here %s); use another directory"
            .formatted(
                parts.resolve("shard-1-of-1.json"),
                base.toRealPath().resolve("1"),
                base.toRealPath().resolve("2"));
    assertTrue(again.err().contains(expected), again.err());
  }

  @Test
  void optionsThatDoNotGoTogetherAreWrongUse() {
    assertWrongUse(
        "--shard and --part-size require --output-directory",
        "--histories",
        "x.csv",
        "--shard",
        "1/2");
    assertWrongUse(
        "--shard: expected a shard i/n with i from 1 to n, found 3/2",
        "--histories",
        "x.csv",
        "--output-directory",
        "d",
        "--shard",
        "3/2");
    assertWrongUse(
        "--format: Parquet is written to a file; add --output or --output-directory",
        "--histories",
        "x.csv",
        "--format",
        "parquet");
    assertWrongUse(
        "--output-directory and --format require --histories", "--history", "a", "--format", "csv");
  }

  private void assertWrongUse(String message, String... arguments) {
    CommandRun run = recommend(arguments);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith(message), run.err());
  }

  @Test
  void aListMayBeLongerThanThoseOfTheExport() {
    CommandRun run = recommend("--history", "a", "--top-k", "7");
    assertEquals(0, run.exitCode(), run.err());
    List<String> items =
        squeezedLines(run.out()).stream().map(line -> line.split(" ", 3)[1]).toList();
    assertEquals(7, items.size());
    assertEquals(
        list("a").stream().map(found -> found.item().replace('\0', '?')).toList(),
        items.subList(0, 6));
  }

  @Test
  void someItemsMayBeAllowedOrDenied(@TempDir Path folder) throws IOException {
    CommandRun allowed = recommend("--history", "a", "--allow", "b,\"d,e\",nowhere");
    assertEquals(0, allowed.exitCode(), allowed.err());
    assertEquals(List.of("b", "d,e"), sortedItems(allowed));
    CommandRun denied = recommend("--history", "a", "--deny", "b,\"d,e\"");
    assertEquals(List.of("a", "c", "f", "g", "h?i"), sortedItems(denied));
    Path histories = Files.writeString(folder.resolve("in.csv"), "ann,a\n");
    CommandRun many =
        recommend("--histories", histories.toString(), "--allow", "f,g", "--deny", "f");
    assertEquals(2, many.out().lines().count(), many.out());
    assertTrue(many.out().contains("\nann,1,g,"), many.out());
    CommandRun none = recommend("--history", "a", "--allow", "nowhere");
    assertEquals("recjpq: no item is left to recommend; check --allow and --deny\n", none.err());
    assertWrongUse("--allow: expected ids of items, found none", "--history", "a", "--allow", "");
  }

  private static List<String> sortedItems(CommandRun run) {
    return squeezedLines(run.out()).stream().map(line -> line.split(" ")[1]).sorted().toList();
  }

  @Test
  void similarItemsAreListed() {
    CommandRun run = recommend("--similar", "a", "--top-k", "2");
    assertEquals(0, run.exitCode(), run.err());
    List<Recommendation> similar = recommender.similar(List.of("a"), 2).get(0);
    assertEquals(
        similar.stream().map(found -> found.item().replace('\0', '?')).sorted().toList(),
        sortedItems(run));
    CommandRun unknown = recommend("--similar", "nowhere");
    assertEquals(1, unknown.exitCode());
    assertTrue(unknown.err().contains("--similar: expected an item that"), unknown.err());
    assertWrongUse(
        "--exclude-seen, --allow and --deny have no effect on --similar",
        "--similar",
        "a",
        "--exclude-seen");
  }

  @Test
  void formerNamesOfOptionsStillWork(@TempDir Path folder) throws IOException {
    Path titles = Files.writeString(folder.resolve("titles.csv"), "id,title\nc,Sea\n");
    CommandRun run = recommend("--history", "nowhere", "--items", titles.toString(), "--top", "1");
    assertEquals(List.of("1 c 0.5000 Sea"), squeezedLines(run.out()));
    assertFalse(CommandRun.ofProgram("recommend", "--help").out().contains("--items"));
  }

  @Test
  void whatIsNoExportIsAFailure(@TempDir Path folder) {
    CommandRun run = CommandRun.of(new RecommendCommand(), folder.toString(), "--history", "a");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith(folder + ": expected an export"), run.err());
  }

  @Test
  void outputWithoutAFileOfHistoriesIsWrongUse() {
    CommandRun run = recommend("--history", "a", "--output", "x.csv");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("--output requires --histories"), run.err());
  }

  private CommandRun recommend(String... arguments) {
    return recommendFrom(export, List.of(arguments));
  }

  private static CommandRun recommendFrom(Path export, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(export.toString()));
    all.addAll(arguments);
    return CommandRun.of(new RecommendCommand(), all.toArray(String[]::new));
  }

  private List<Recommendation> list(String... history) {
    return recommender.recommend(List.of(List.of(history))).get(0);
  }

  private static String csv(Recommendation found) {
    String item = found.item().contains(",") ? '"' + found.item() + '"' : found.item();
    return item + "," + found.score();
  }

  private static List<String> squeezedLines(String out) {
    return out.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }
}
