package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.json.Json;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.explanations.Explainer;
import org.recjpq.savedmodels.explanations.Explanation;

/** Explains the lists of a small model with codes and a memory, and inspects it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainCommandTest {
  private final Path directory;
  private final Path run;
  private final Path export;

  ExplainCommandTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.run = directory.resolve("run");
    this.export = run.resolve("export");
    Path log = directory.resolve("log.csv");
    TinyLog.write(log);
    CommandRun trained = CommandRun.ofProgram(TinyLog.train(log, run, "--epochs=1", "--memory=5"));
    assertEquals(0, trained.exitCode(), trained.err());
  }

  @Test
  void textNamesWhatRaisesTheScore() throws IOException {
    Path titles =
        Files.writeString(directory.resolve("t.csv"), "item,title\nc0-1,Three\nc1-1,Five\n");
    CommandRun found = explain("--history=c0-1,c1-1,c2-1", "--titles=" + titles, "--reasons=2");
    assertEquals(0, found.exitCode(), found.err());
    List<String> lines = found.out().lines().toList();
    assertEquals(12, lines.size(), found.out()); // three items: name, score, two reasons
    assertTrue(lines.get(0).matches(" +1  c\\d-\\d+.*"), found.out());
    assertTrue(
        lines.get(1).matches(" +score -?\\d+\\.\\d{4}.*; the item has .* % of all interactions"),
        found.out());
    assertTrue(
        lines
            .get(2)
            .matches(
                " +(\\+\\d+\\.\\d{4} because|-\\d+\\.\\d{4} in spite) of (c0-1  Three|c1-1 "
                    + " Five|c2-1) \\((the newest item|\\d from the end), \\d of 4 sub-ids"
                    + " shared\\).*"),
        found.out());
  }

  @Test
  void jsonIsWhatTheLibraryFinds() throws IOException {
    CommandRun found = explain("--history=c0-1,c1-1,c2-1", "--item=c3-1,c0-1", "--json");
    JsonNode tree = Json.mapper().readTree(found.out());
    try (Recommender recommender = Recommender.load(export)) {
      List<Explanation> expected =
          new Explainer(recommender)
              .explain(List.of("c0-1", "c1-1", "c2-1"), List.of("c3-1", "c0-1"));
      assertEquals(Json.mapper().readTree(Json.indented(expected)), tree);
      assertEquals("c3-1", tree.get(0).get("item").asText());
      assertEquals(3, tree.get(0).get("influences").size());
    }
  }

  @Test
  void aRunAndItsExportAreInspected() throws IOException {
    CommandRun ofRun = CommandRun.ofProgram("inspect", run.toString());
    assertEquals(0, ofRun.exitCode(), ofRun.err());
    String text = ofRun.out();
    assertTrue(text.startsWith(run + ": gsasrec jpq-svd + memory, "), text);
    for (String part :
        List.of(
            "\nlast validation, after step 5: ",
            "\ntest of step 5: ",
            "\n  memory.successors                          5\n",
            "\nCodes: 4 sub-ids of 8 per item, 4 bytes; ",
            "\nMemory of transitions: room for 5 successors of each item, 20 bytes per item, ",
            "\nExport: version 1, lists of 10, ",
            "\nPopular items and those near to them, by cosine\n",
            "\n  their counts in a file beside, which is not served: 10 bytes per item\n",
            " often followed by: c")) {
      assertTrue(text.contains(part), part + " in " + text);
    }
    JsonNode tree = Json.mapper().readTree(inspected(run));
    JsonNode ofExport = Json.mapper().readTree(inspected(export));
    for (String part : List.of("items", "codes", "memory", "export", "near")) {
      assertEquals(tree.get(part), ofExport.get(part), part);
    }
    assertEquals(5, tree.get("near").size());
    assertTrue(ofExport.get("settings").isEmpty() && ofExport.get("result").isNull());
    assertEquals("3", tree.get("settings").get("seed").asText());
  }

  @Test
  void whatARunDoesNotHaveIsSaid() throws IOException {
    CommandRun found = inspectedWithout("transition-counts", "metrics.jsonl", "result.json");
    assertTrue(found.out().contains("\nno validation is recorded\nno test is recorded\n"));
    assertFalse(CommandRun.ofProgram("inspect", run.toString()).out().contains("no later"));
    assertTrue(found.out().contains("\n  how often they were counted is not recorded\n"));
    assertEquals(
        5, // near items are those of the export, which has its counts
        found
            .out()
            .lines()
            .filter(line -> line.matches(".* followed by: .*(once|times), .*"))
            .count(),
        found.out());
  }

  @Test
  void partsThatARunDoesNotHaveAreSaid() throws IOException {
    String text = inspectedWithout("transitions", "codes").out();
    assertTrue(text.contains("\nCodes: none are recorded\n"), text);
    assertTrue(text.contains("\nMemory of transitions: none is recorded\n"), text);
    text = inspectedWithout("blend.json").out();
    assertTrue(text.contains("\n  how it is blended with the model is not recorded\n"), text);
  }

  private CommandRun inspectedWithout(String... files) throws IOException {
    for (String file : files) {
      Files.move(run.resolve(file), directory.resolve(file));
    }
    CommandRun found = CommandRun.ofProgram("inspect", run.toString());
    for (String file : files) {
      Files.move(directory.resolve(file), run.resolve(file));
    }
    assertEquals(0, found.exitCode(), found.err());
    return found;
  }

  @Test
  void verifyNamesTheMemory() {
    CommandRun verified = CommandRun.ofProgram("verify", export.toString());
    assertEquals(0, verified.exitCode(), verified.err());
    assertTrue(
        verified.out().contains("\nscores and lists contain a memory of transitions, with weight "),
        verified.out());
  }

  private static String inspected(Path place) {
    CommandRun found = CommandRun.ofProgram("inspect", place.toString(), "--json");
    assertEquals(0, found.exitCode(), found.err());
    return found.out();
  }

  @Test
  void onlyRunsAndExportsAreInspected() {
    CommandRun nothing = CommandRun.ofProgram("inspect", directory.resolve("none").toString());
    assertEquals(1, nothing.exitCode());
    assertTrue(
        nothing.err().contains("expected the folder of a run or an export, found nothing; check"),
        nothing.err());
    CommandRun other = CommandRun.ofProgram("inspect", directory.toString());
    assertEquals(1, other.exitCode());
    assertTrue(other.err().contains("expected an export"), other.err());
  }

  @Test
  void unknownIdsAreRefused() {
    CommandRun history = explain("--history=nobody");
    assertEquals(1, history.exitCode());
    assertTrue(
        history.err().contains("--history: expected an item that ")
            && history.err().contains("knows, found none; check the ids"),
        history.err());
    CommandRun item = explain("--history=c0-1", "--item=nobody");
    assertEquals(1, item.exitCode());
    assertTrue(item.err().contains("knows, found nobody; check the id"), item.err());
  }

  private CommandRun explain(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "explain";
    arguments[1] = export.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.ofProgram(arguments);
  }
}
