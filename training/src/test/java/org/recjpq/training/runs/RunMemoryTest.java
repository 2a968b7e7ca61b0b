package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.MemoryParts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.verification.ExportVerification;
import org.recjpq.training.blending.BlendFigures;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.RunResult;

/** A run with a memory of transitions, from its training to its export. */
class RunMemoryTest {
  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  private RunData data() {
    tiny.epochs = 1;
    tiny.model = tiny.model.withMemory(4);
    return tiny.data(scratch);
  }

  private RunFolder trained(RunData data) throws Exception {
    RunFolder folder = new RunFolder(scratch.resolve("run"));
    try (Run run = new Run(folder, data)) {
      run.begin();
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
    }
    return folder;
  }

  @Test
  void testsExportsAndSearchesAgreeOnTheBlend() throws Exception {
    RunData data = data();
    RunFolder folder = trained(data);
    assertTrue(Files.exists(folder.transitions()));
    Evaluation test;
    try (Run run = new Run(folder, data)) {
      run.restoreBest();
      test = run.test(done -> {});
      String blend = run.memory().orElseThrow();
      assertTrue(blend.startsWith("weight "), blend);
      assertEquals(Set.of("model alone", "memory alone"), run.testParts(done -> {}).keySet());
      Path export = run.export(5, test.metricValues()); // checks the scores
      assertReported(run, test, export);
      String reasons =
          new ReasonsSection(data.holdout().catalogue(), ItemTitles.none())
              .html(test, data.testCases(), export);
      assertEquals(3, reasons.split("<p class=\"note\">After ", -1).length - 1, reasons);
      assertTrue(reasons.contains(" because of "), reasons);
      assertTrue(
          Pattern.compile(", after which it came (once|\\d+ times), in ").matcher(reasons).find(),
          reasons);
      assertFalse(
          Arrays.equals(
              test.ranks(),
              Objects.requireNonNull(run.testParts(done -> {}).get("model alone")).ranks()));
    }
    ExportVerification.of(folder.export());
    List<List<String>> histories = List.of(List.of("3", "5", "7"), List.of("11"));
    try (Recommender inGraph = Recommender.load(folder.export());
        SearchingRecommender searching = SearchingRecommender.load(folder.export())) {
      List<List<Recommendation>> expected = inGraph.recommend(histories);
      List<List<Recommendation>> found = searching.recommend(histories);
      for (int h = 0; h < histories.size(); h++) {
        assertEquals(
            expected.get(h).stream().map(Recommendation::item).toList(),
            found.get(h).stream().map(Recommendation::item).toList());
      }
    }
  }

  @Test
  void withoutValidationCasesTheLastWeightsAreTheBest() throws Exception {
    Holdout all = TinyRun.holdout(scratch, 7);
    Holdout holdout =
        new Holdout(
            all.catalogue(),
            all.train(),
            all.validation().select(new int[0]),
            all.test(),
            all.counts());
    tiny.patience = 1;
    AtomicInteger asked = new AtomicInteger();
    RunFolder folder = new RunFolder(scratch.resolve("run"));
    assertEquals(
        "validation: expected at least one case, by which the best weights are chosen, found none;"
            + " hold out more, or set holdout.validationUsers to 0 to train without",
        assertThrows(DataException.class, () -> new Run(folder, tiny.data(holdout))).getMessage());
    tiny.model = tiny.model.withMemory(4);
    tiny.validationUsers = 0;
    try (Run run = new Run(folder, tiny.data(holdout))) {
      assertEquals(
          "There are no validation cases: training goes on to its last epoch, and the last weights"
              + " are taken; the memory of transitions is blended by its usual weight",
          run.withoutValidation().orElseThrow());
      run.begin();
      TrainingState half =
          run.train(
              TrainingState.start(),
              Duration.ofDays(1),
              () -> asked.getAndIncrement() == 13,
              List.of());
      assertEquals(13, half.bestStep());
      TrainingState end = run.train(half, Duration.ofDays(1), () -> false, List.of());
      assertEquals(TinyRun.STEPS, end.step());
      assertEquals(TinyRun.STEPS, end.bestStep());
      assertFalse(end.hasScore());
      assertTrue(run.isOver(end));
      assertEquals(TinyRun.STEPS, run.restoreBest().step());
      assertEquals(
          "weight 5.66, last 3 items, decay 0.70, as usual, because there are no validation cases"
              + " to fit them to",
          run.memory().orElseThrow());
      RunReport report = new RunReport(run);
      Evaluation test = run.test(done -> {});
      report.add(test);
      assertTrue(test.score() > 0);
      report.exported(run.export(5, test.metricValues()));
      report.write(end);
    }
    assertEquals(List.of(), new MetricsLog(folder.metrics()).entries());
    assertEquals(TinyRun.STEPS, RunResult.read(folder.result()).bestStep());
  }

  @Test
  void validationsSayWhatEachPartReaches() throws Exception {
    tiny.epochs = 3;
    tiny.model = tiny.model.withMemory(4);
    RunData data = tiny.data(scratch);
    RunFolder folder = new RunFolder(scratch.resolve("watched"));
    try (Run run = new Run(folder, data)) {
      run.begin();
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
    }
    List<MetricsEntry> entries = new MetricsLog(folder.metrics()).entries();
    assertEquals(3, entries.size());
    EvaluationCases cases = new EvaluationCases(data.holdout().validation());
    try (RunModel model = new RunModel(folder, data)) {
      TrainingState best = model.restoreBest();
      TransitionMemory usual =
          new TransitionMemory(model.memory().transitions(), MemoryBlend.USUAL);
      Evaluation blend = model.evaluator().evaluateLists(model.session().withMemory(usual), cases);
      for (MetricsEntry entry : entries) {
        BlendFigures figures = Objects.requireNonNull(entry.memory());
        assertEquals(entry.validation().overall().mean("ndcg@10"), figures.ofModel(), 1e-12);
        assertEquals(
            Objects.requireNonNull(entries.get(0).memory()).ofMemory(), figures.ofMemory());
        assertTrue(figures.ofMemory() > 0);
        if (entry.step() == best.bestStep()) {
          assertEquals(blend.score(), figures.ofBlend(), 1e-12);
          assertEquals(knownShare(usual, blend, cases), figures.share(), 1e-12);
        }
      }
    }
  }

  private static void assertReported(Run run, Evaluation test, Path export) throws IOException {
    RunReport report = new RunReport(run);
    run.testParts(done -> {}).forEach(report::add);
    report.add(test);
    report.exported(export);
    report.write(run.restoreBest());
    String page = Files.readString(run.folder().report());
    String memory = page.substring(page.indexOf("<h2>Memory of transitions</h2>"));
    for (String part :
        List.of(
            "The 4 strongest successors of each item within 3 places, in 16 bytes per item;",
            "Blend: weight ",
            "<th>model alone, ndcg@10</th>",
            "<th>memory alone, ndcg@10</th>",
            "<th>both, ndcg@10</th>",
            ">known transitions (",
            "<h2>Why these recommendations</h2>",
            " because of ")) {
      assertTrue(memory.contains(part), part + " in " + memory);
    }
  }

  /** Weights, metrics and what is said of the memory. */
  @Test
  void aResumedRunEndsAsOneThatWasNeverStopped() throws Exception {
    tiny.epochs = 3;
    tiny.model = tiny.model.withMemory(4);
    RunData data = tiny.data(scratch);
    RunFolder whole = new RunFolder(scratch.resolve("whole"));
    RunFolder stopped = new RunFolder(scratch.resolve("stopped"));
    try (Run run = new Run(whole, data)) {
      run.begin();
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
    }
    AtomicInteger steps = new AtomicInteger();
    try (Run run = new Run(stopped, data)) {
      run.begin();
      run.train(
          TrainingState.start(), Duration.ofDays(1), () -> steps.getAndIncrement() > 13, List.of());
    }
    try (Run run = new Run(stopped, data)) {
      run.begin();
      run.train(run.restoreNewest(), Duration.ofDays(1), () -> false, List.of());
    }
    List<BlendFigures> expected = figures(whole);
    assertEquals(3, expected.size());
    assertEquals(expected, figures(stopped));
    try (RunModel one = new RunModel(whole, data);
        RunModel other = new RunModel(stopped, data)) {
      one.restoreNewest();
      other.restoreNewest();
      assertArrayEquals(one.session().subEmbeddings(), other.session().subEmbeddings());
    }
  }

  private static List<BlendFigures> figures(RunFolder folder) {
    return new MetricsLog(folder.metrics())
        .entries().stream().map(entry -> Objects.requireNonNull(entry.memory())).toList();
  }

  /** The share of the metric that comes from cases whose target the memory knows. */
  private static double knownShare(
      TransitionMemory memory, Evaluation blend, EvaluationCases cases) {
    double all = 0;
    double known = 0;
    for (int c = 0; c < cases.count(); c++) {
      double earned = new Ndcg(10).of(blend.rank(c));
      all += earned;
      int target = cases.target(c);
      MemoryParts parts = memory.parts(cases.history(c));
      known += Arrays.stream(parts.distinctItems()).anyMatch(i -> i == target) ? earned : 0;
    }
    return known / all;
  }

  @Test
  void theBlendIsFittedOnceForTheWeightsOfAStep() throws Exception {
    RunData data = data();
    RunFolder folder = trained(data);
    int[] ranks;
    FittedBlend fitted;
    try (Run run = new Run(folder, data)) {
      TrainingState best = run.restoreBest();
      ranks = run.test(done -> {}).ranks();
      fitted = FittedBlend.read(folder.blend());
      assertEquals(best.step(), fitted.step());
    }
    Files.delete(folder.blend());
    try (Run run = new Run(folder, data)) { // the same bits again
      run.restoreBest();
      assertArrayEquals(ranks, run.test(done -> {}).ranks());
      assertEquals(fitted, FittedBlend.read(folder.blend()));
    }
    FittedBlend without =
        new FittedBlend(fitted.step(), MemoryBlend.NONE, fitted.memory(), 9, "ndcg@10", 1, 0, 1);
    without.write(folder.blend());
    try (Run run = new Run(folder, data)) {
      run.restoreBest();
      assertFalse(Arrays.equals(ranks, run.test(done -> {}).ranks()));
      assertTrue(run.testParts(done -> {}).isEmpty());
      assertEquals(
          "not used, because no weight of it is better than the model alone: validation ndcg@10"
              + " of the model alone 1.0000, of the memory alone 0.0000",
          run.memory().orElseThrow());
      run.export(5, null);
      assertTrue(Files.exists(folder.export()));
    }
  }

  @Test
  void aFullTableIsRankedInTheGraph() throws Exception {
    tiny.items = new FullEmbedding.Tied();
    RunData data = data();
    RunFolder folder = trained(data);
    try (Run run = new Run(folder, data)) {
      run.restoreBest();
      run.export(5, run.test(done -> {}).metricValues());
    }
    ExportVerification.of(folder.export());
  }

  @Test
  void aRunWithoutAMemoryHasNone() throws IOException {
    try (Run run = new Run(new RunFolder(scratch.resolve("none")), tiny.data(scratch))) {
      run.begin();
      assertTrue(run.memory().isEmpty());
      assertFalse(Files.exists(run.folder().transitions()));
    }
  }
}
