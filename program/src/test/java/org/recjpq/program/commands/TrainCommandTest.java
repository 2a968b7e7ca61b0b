package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.runs.RunConfig;

/** One small training by the program, and what can be done with its run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainCommandTest {
  private final Path directory;
  private final Path log;
  private final Path run;
  private CommandRun failed = new CommandRun(-1, "", "");
  private CommandRun trained = new CommandRun(-1, "", "");

  TrainCommandTest(@TempDir Path directory) {
    this.directory = directory;
    log = directory.resolve("log.csv");
    run = directory.resolve("run");
  }

  /** First on a log with a malformed row, then on a good one, into the same folder. */
  @BeforeAll
  void train() throws IOException {
    TinyLog.write(log);
    Path bad = directory.resolve("bad.csv");
    Files.writeString(bad, Files.readString(log) + "u1,c0-0\n");
    failed = CommandRun.ofProgram(TinyLog.train(bad, run));
    trained =
        CommandRun.ofProgram(
            TinyLog.train(log, run, "--epochs=2", "--evaluate-every=4", "--negatives=4"));
  }

  @Test
  void aFailedStartLeavesNothingInTheWayOfTheNext() {
    assertFailure("recjpq: " + directory.resolve("bad.csv") + ":902: expected ", failed);
    assertEquals(0, trained.exitCode(), trained.err());
  }

  @Test
  void theRunIsOneFolderWithEverythingInIt() throws IOException {
    assertEquals(
        List.of(
            ".export.lock",
            ".lock",
            "catalogue",
            "checkpoints",
            "codes",
            "config.json",
            "export",
            "metrics.jsonl",
            "report.html",
            "result.json",
            "tensorboard",
            "users.csv.gz"),
        names(run));
    List<String> shown = names(run.resolve("tensorboard"));
    assertTrue(
        shown.containsAll(List.of("train", "validation", "items.tsv", "split_3.tsv")),
        shown::toString);
    assertEquals(List.of("step-10", "step-4", "step-8"), names(run.resolve("checkpoints")));
    assertTrue(Files.isRegularFile(run.resolve("export/1/saved_model.pb")));
    assertEquals(
        List.of(4L, 8L, 10L),
        new MetricsLog(run.resolve("metrics.jsonl"))
            .entries().stream().map(MetricsEntry::step).toList());
    assertEquals(16, RunConfig.read(run.resolve("config.json")).training().model().dimension());
    assertTrue(Files.readString(run.resolve("report.html")).contains("popularity"));
  }

  @Test
  void theModelIsPrintedBesideBaselines() {
    List<String> table = table(trained.out());
    assertTrue(table.get(0).matches(" +cases  ndcg@10  recall@10 .*"), table.get(0));
    assertTrue(table.get(1).matches("popularity +80 +0\\.\\d{4} .*"), table.get(1));
    assertEquals(
        List.of(
            "", "popularity", "recent-popularity", "markov", "transitions", "item-knn", "gsasrec"),
        table.stream().map(row -> row.split(" ", 2)[0]).toList());
    assertTrue(last(table).matches("gsasrec jpq-svd +80 +0\\.\\d{4} .*"), last(table));
    assertTrue(trained.out().matches("(?s).*\n(The model beats|The baseline \\S+ is better).*"));
    assertTrue(trained.err().contains("\nTraining stopped "), trained.err());
    assertTrue(trained.err().contains("testUsers all"), trained.err());
    assertTrue(trained.out().contains(run.resolve("export").resolve("1").toString()));
    assertTrue(trained.out().contains("tensorboard --logdir " + run.resolve("tensorboard")));
    assertTrue(trained.err().contains("\nMemory plan: "), trained.err());
  }

  @Test
  void withoutAModelTheRecommendedOneIsTrained() throws IOException {
    Path unnamed = directory.resolve("unnamed");
    CommandRun run =
        CommandRun.ofProgram(
            "train", "--log=" + log, "--run=" + unnamed, "--dimension=16", "--epochs=1");
    assertEquals(0, run.exitCode(), run.err());
    TrainingConfig config = RunConfig.read(unnamed.resolve("config.json")).training();
    assertEquals(
        TrainingConfig.recommended().withDimension(16).withEpochs(1).resolved(46).model(),
        config.model());
    CodeAssigner codes = Objects.requireNonNull(config.model().items().codes());
    assertEquals("pq", codes.name());
    assertEquals(8, codes.splits());
    assertTrue(run.out().contains("sasrec jpq-pq sampled-softmax + memory"), run.out());
  }

  @Test
  void theEffectiveSettingsArePrinted() {
    // 46 items, 4 negatives: α = 4 / 45, β = 0.75·(α − 1) + 1
    assertTrue(
        trained
            .err()
            .contains(
                "  loss          type gbce, calibration 0.75, negatives.type uniform,"
                    + " negatives.count 4, alpha 0.08889,"),
        trained.err());
    assertTrue(trained.err().contains(" learningRate 0.01, schedule constant, "));
  }

  @Test
  void evaluatePrintsTheSameTable() {
    CommandRun evaluated = CommandRun.ofProgram("evaluate", run.toString());
    assertEquals(0, evaluated.exitCode(), evaluated.err());
    assertEquals(table(trained.out()), evaluated.out().lines().toList());
  }

  @Test
  void evaluateAddsTheBaselinesThatAreNamed() {
    CommandRun evaluated =
        CommandRun.ofProgram("evaluate", run.toString(), "--baselines=item-knn,markov");
    assertEquals(0, evaluated.exitCode(), evaluated.err());
    List<String> rows = evaluated.out().lines().toList();
    CommandRun alone =
        CommandRun.ofProgram(
            "baselines",
            "--log=" + log,
            "--baselines=item-knn,markov",
            "--validation-users=20",
            "--seed=3");
    assertEquals(cells(alone.out().lines().toList().get(1)), cells(rows.get(1)));
    assertEquals(cells(alone.out().lines().toList().get(2)), cells(rows.get(2)));
    assertEquals(cells(last(table(trained.out()))), cells(rows.get(3)));
  }

  private static List<String> cells(String row) {
    return List.of(row.split(" {2,}"));
  }

  @Test
  void compareShowsTheSameMetrics() throws IOException {
    Path page = directory.resolve("compared.html");
    CommandRun compared =
        CommandRun.ofProgram("compare", run.toString(), run.toString(), "--html=" + page);
    String html = Files.readString(page);
    assertEquals(3, html.split("<svg ", -1).length - 1);
    assertTrue(html.contains("RecJPQ: 2 runs compared"), html);
    assertTrue(html.contains("bytes of the export (logarithmic)"), html);
    assertTrue(html.contains("paired t-test, corrected for 1 comparison by Holm"), html);
    assertEquals(0, compared.exitCode(), compared.err());
    List<String> rows = compared.out().lines().toList();
    assertEquals(4 + 3 + 4, rows.size(), compared.out());
    assertTrue(rows.get(10).endsWith("| equal within ±5 % |"), rows.get(10));
    assertEquals(rows.get(2), rows.get(3));
    List<String> cells = List.of(rows.get(2).split(" *\\| *"));
    List<String> tested = cells(last(table(trained.out())));
    assertEquals(tested, cells.subList(1, 1 + tested.size()));
    assertEquals("10", cells.get(4 + tested.size()), "steps");
    assertEquals("3", cells.get(6 + tested.size()), "seed");
  }

  @Test
  void runsThatAreTestedOtherwiseAreNotCompared() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    String config = Files.readString(run.resolve("config.json"));
    Files.writeString(
        other.resolve("config.json"),
        config
            .replace("\"excludeSeen\" : false", "\"excludeSeen\" : true")
            .replaceFirst(",\\s*\"crc32c\" : \"[0-9a-f]+\"", ""));
    assertFailure(
        ("recjpq: %s: expected a run tested like %s, found a different evaluation.excludeSeen;"
                + " compare runs that agree on it")
            .formatted(other, run),
        CommandRun.ofProgram("compare", run.toString(), other.toString()));
  }

  @Test
  void someUsersCanBeTestedInPlaceOfAll() {
    Path some = directory.resolve("some");
    CommandRun ofSome =
        CommandRun.ofProgram(
            TinyLog.train(log, some, "--epochs=1", "--negatives=4", "--test-users=30"));
    assertEquals(0, ofSome.exitCode(), ofSome.err());
    List<String> rows = table(ofSome.out());
    assertTrue(rows.get(1).matches("popularity +30 .*"), rows.get(1));
    assertTrue(last(rows).matches("gsasrec jpq-svd +30 .*"), last(rows));
    CommandRun baseline =
        CommandRun.ofProgram(
            "baselines",
            "--log=" + log,
            "--baselines=popularity",
            "--validation-users=20",
            "--test-users=30",
            "--seed=3");
    assertEquals(cells(baseline.out().lines().toList().get(1)), cells(rows.get(1)));
    assertFailure(
        "recjpq: %s: expected a run tested like %s, found a different evaluation.testUsers;"
            .formatted(some, run),
        CommandRun.ofProgram("compare", run.toString(), some.toString()));
  }

  @Test
  void anUnfinishedRunHasNoResult() throws IOException {
    Path unfinished = Files.createDirectory(directory.resolve("unfinished"));
    Files.copy(run.resolve("config.json"), unfinished.resolve("config.json"));
    assertFailure(
        "recjpq: %s: expected the result of a finished run, found none; train it to its end first"
            .formatted(unfinished.resolve("result.json")),
        CommandRun.ofProgram("compare", unfinished.toString()));
  }

  @Test
  void anExportIsVerifiedAndItsCardHasTheMetricsOfTheTest() throws IOException {
    Path export = run.resolve("export/1");
    CommandRun verified = CommandRun.ofProgram("verify", export.toString());
    assertEquals(0, verified.exitCode(), verified.err());
    List<String> lines = verified.out().lines().toList();
    assertTrue(lines.get(0).startsWith(export + ": gsasrec jpq-svd, version 1, "), lines.get(0));
    assertTrue(lines.get(1).startsWith("6 files, "), lines.get(1));
    assertTrue(lines.contains("     3  similar_items"), verified.out());
    String card = Files.readString(export.resolve("assets.extra/README.md"));
    List<String> tested = cells(last(table(trained.out())));
    String row = "| test | %s | %s | ".formatted(tested.get(1), tested.get(2));
    assertTrue(card.contains(row), () -> row + " in\n" + card);
    assertTrue(card.contains("| validation | 20 | "), card);
    assertTrue(card.contains("| seed | 3 |"), card);
  }

  @Test
  void aDamagedExportIsNotVerified() throws IOException {
    Path exported = Path.of(CommandRun.ofProgram("export", run.toString()).out().strip());
    Path index = exported.resolve("variables/variables.index");
    Files.delete(index);
    assertFailure(
        "recjpq: " + index + ": expected a file of the export, found none; ",
        CommandRun.ofProgram("verify", exported.toString()));
    AtomicFiles.deleteRecursively(exported);
  }

  @Test
  void narrowExportsAreTestedFirst() throws IOException {
    CommandRun exported =
        CommandRun.ofProgram("export", run.toString(), "--precision=int8", "--ids=indexes");
    assertEquals(0, exported.exitCode(), exported.err());
    assertTrue(
        exported.err().matches("(?s).*ndcg@10: 0\\.\\d{4} in int8, 0\\.\\d{4} in float32\n.*"),
        exported.err());
    Path version = Path.of(exported.out().strip());
    assertEquals(0, CommandRun.ofProgram("verify", version.toString()).exitCode());
    String manifest = Files.readString(version.resolve("assets.extra/manifest.json"));
    assertTrue(manifest.contains("\"precision\" : \"int8\""), manifest);
    assertTrue(manifest.contains("\"ids\" : \"indexes\""), manifest);
    AtomicFiles.deleteRecursively(version);
  }

  @Test
  void packedCodesAnswerTheSame() throws IOException { // of 8 values: 3 bits
    Path plain = Path.of(CommandRun.ofProgram("export", run.toString()).out().strip());
    CommandRun exported = CommandRun.ofProgram("export", run.toString(), "--packed-codes");
    assertEquals(0, exported.exitCode(), exported.err());
    Path packed = Path.of(exported.out().strip());
    String manifest = Files.readString(packed.resolve("assets.extra/manifest.json"));
    assertTrue(manifest.contains("\"packedCodes\" : \"true\""), manifest);
    String question = "--history=c0-0,c1-1";
    assertEquals(
        CommandRun.ofProgram("recommend", plain.toString(), question).out(),
        CommandRun.ofProgram("recommend", packed.toString(), question).out());
    AtomicFiles.deleteRecursively(packed);
    AtomicFiles.deleteRecursively(plain);
  }

  @Test
  void filesForTheServerAreWrittenBesideTheExports() throws IOException {
    CommandRun exported =
        CommandRun.ofProgram("export", run.toString(), "--with-deploy", "--model-name=tiny-shop");
    assertEquals(0, exported.exitCode(), exported.err());
    Path deploy = run.resolve("deploy");
    assertEquals(deploy, Path.of(exported.out().lines().toList().get(1)));
    Path compose = deploy.resolve("compose.yaml");
    assertTrue(Files.readString(compose).contains("target: /models/tiny-shop\n"));
    Files.writeString(compose, "mine");
    List<String> versions = names(run.resolve("export"));
    assertFailure(
        "recjpq: " + compose + ": expected the file as recjpq wrote it, found it changed; ",
        CommandRun.ofProgram("export", run.toString(), "--with-deploy"));
    assertEquals(versions, names(run.resolve("export")));
    AtomicFiles.deleteRecursively(deploy);
  }

  @Test
  void aNameNeedsFilesToStandIn() {
    CommandRun alone = CommandRun.ofProgram("export", run.toString(), "--model-name=shop");
    assertEquals(2, alone.exitCode());
    assertTrue(
        alone.err().startsWith("recjpq: --model-name requires --with-deploy; "), alone.err());
    CommandRun wrong =
        CommandRun.ofProgram("export", run.toString(), "--with-deploy", "--model-name=A");
    assertEquals(2, wrong.exitCode());
    assertTrue(
        wrong.err().startsWith("recjpq: --model-name: expected up to 63 lower-case letters, "),
        wrong.err());
  }

  @Test
  void exportMakesTheNextVersion() throws IOException {
    int versions = names(run.resolve("export")).size();
    CommandRun exported = CommandRun.ofProgram("export", run.toString(), "--top-k=3");
    assertEquals(0, exported.exitCode(), exported.err());
    Path version = Path.of(exported.out().strip());
    assertEquals(run.resolve("export").resolve(Integer.toString(versions + 1)), version);
    CommandRun recommended =
        CommandRun.ofProgram("recommend", version.toString(), "--history=c0-0,c0-1");
    assertEquals(10, recommended.out().lines().count(), recommended.out());
  }

  @Test
  void faissTakesOnlyCodesThatFillTheirBytes() throws IOException {
    Path file = directory.resolve("items.faiss");
    CommandRun refused = CommandRun.ofProgram("export", run.toString(), "--faiss=" + file);
    assertEquals(2, refused.exitCode());
    assertTrue(
        refused
            .err()
            .contains(
                "--faiss: expected a model with item codes of 256 sub-ids, found codes of 8"
                    + " sub-ids; leave it out or train such a model"),
        refused.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void aCompleteRunHasNothingLeftToTrain() throws IOException {
    CommandRun resumed = CommandRun.ofProgram("train", "--resume=" + run);
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertTrue(
        resumed
            .err()
            .endsWith(
                "Nothing left to train: the run ended at step 10, and its export is in %s.%n"
                    .formatted(run.resolve("export"))),
        resumed.err());
    assertEquals("", resumed.out());
  }

  @Test
  void aRunIsNotTrainedOver() {
    assertFailure(
        "recjpq: " + run + ": expected no run yet, found one; use another folder, ",
        CommandRun.ofProgram(TinyLog.train(log, run)));
  }

  @Test
  void aLogThatChangedIsNoticed() throws IOException {
    Path changed = directory.resolve("changed.csv");
    Files.copy(log, changed);
    Files.writeString(
        changed, "u1,c0-0,1900000000\n", StandardOpenOption.APPEND); // u1's new test item
    for (CommandRun reopened :
        List.of(
            CommandRun.ofProgram("evaluate", run.toString(), "--log=" + changed),
            CommandRun.ofProgram("export", run.toString(), "--log=" + changed),
            CommandRun.ofProgram("train", "--resume=" + run, "--log=" + changed))) {
      assertEquals(1, reopened.exitCode());
      String last = reopened.err().lines().reduce("", (before, line) -> line);
      assertTrue(
          last.startsWith(
              "recjpq: "
                  + changed
                  + ": expected the data that the run was trained on (fingerprint "),
          last);
      assertTrue(last.endsWith("; pass the original log as --log"), last);
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    Path none = directory.resolve("none");
    for (String[] arguments :
        new String[][] {
          {"evaluate", none.toString()}, {"export", none.toString()}, {"train", "--resume=" + none}
        }) {
      assertFailure(
          "recjpq: " + none + ": expected the folder of a run, found no config.json in it; ",
          CommandRun.ofProgram(arguments));
    }
    assertFailure(
        "recjpq: " + none + ": expected ",
        CommandRun.ofProgram(TinyLog.train(none, directory.resolve("other"))));
    assertFailure(
        "recjpq: " + log + ": expected a folder or nothing, found a file; use another",
        CommandRun.ofProgram(TinyLog.train(log, log)));
    assertFalse(Files.exists(directory.resolve("other")));
  }

  @Test
  void sequencesTooShortToLearnFromAreAFailureThatLeavesNothing() throws IOException {
    Path pairs = directory.resolve("pairs.csv");
    Files.writeString(pairs, "user,item,time\na,x,1\na,y,2\nb,y,1\nb,x,2\n");
    Path other = directory.resolve("pairs");
    CommandRun short_ =
        CommandRun.ofProgram(
            TinyLog.train(pairs, other, "--min-user-interactions=2", "--codes=random"));
    assertEquals(1, short_.exitCode());
    String last = short_.err().lines().reduce("", (before, line) -> line);
    assertTrue(
        last.startsWith("recjpq: training sequences: expected at least one with two items"), last);
    assertFalse(Files.exists(other));
  }

  /** Exit code 1, and this line is all that is said. */
  private static void assertFailure(String start, CommandRun run) {
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith(start), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }

  private static List<String> table(String out) {
    return out.lines().dropWhile(String::isBlank).takeWhile(line -> !line.isBlank()).toList();
  }

  private static String last(List<String> rows) {
    return rows.get(rows.size() - 1);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}
