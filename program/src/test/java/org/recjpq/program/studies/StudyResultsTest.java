package org.recjpq.program.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricValues.Group;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.runs.RunFolder;

/** Runs are written by hand, not trained. */
class StudyResultsTest {
  private static final String STUDY =
      """
      datasets: {shop: {path: shop.csv}}
      axes:
        table:
          full: {model: {items: full}}
          shared: {model: {items: {type: jpq, codes: random}}}
        optimization.learningRate: [0.001, 0.01]
      tuned: [optimization.learningRate]
      seeds: [1, 2]
      """;

  /** The best validation and the test of a point: the two rank the rates the other way round. */
  private static final Map<String, double[]> FIGURES =
      Map.of(
          "shop_full_learningRate-0.001_seed-1", new double[] {0.30, 0.10},
          "shop_full_learningRate-0.001_seed-2", new double[] {0.20, 0.12},
          "shop_full_learningRate-0.01_seed-1", new double[] {0.28, 0.50},
          "shop_full_learningRate-0.01_seed-2", new double[] {0.21, 0.52},
          "shop_shared_learningRate-0.001_seed-1", new double[] {0.10, 0.60},
          "shop_shared_learningRate-0.001_seed-2", new double[] {0.10, 0.60},
          "shop_shared_learningRate-0.01_seed-1", new double[] {0.15, 0.40},
          "shop_shared_learningRate-0.01_seed-2", new double[] {0.06, 0.20});

  @TempDir Path directory;

  private StudyFolder folder() {
    return new StudyFolder(directory.resolve("out"));
  }

  @Test
  void settingsAreTestedAgainstTheFirstTheBestOrTheOneOfTheirOwnKind() throws IOException {
    assertEquals(
        Map.of(
            "full, learningRate 0.01", "full, learningRate 0.001",
            "shared, learningRate 0.001", "full, learningRate 0.001",
            "shared, learningRate 0.01", "full, learningRate 0.001"),
        tested("against: first", List.of()));
    assertEquals(
        Map.of(
            "full, learningRate 0.001", "shared, learningRate 0.001",
            "full, learningRate 0.01", "shared, learningRate 0.001",
            "shared, learningRate 0.01", "shared, learningRate 0.001"),
        tested("against: best", List.of()));
    assertEquals(
        Map.of(
            "shared, learningRate 0.001", "full, learningRate 0.001",
            "shared, learningRate 0.01", "full, learningRate 0.01"),
        tested("against: {table: full}", List.of()));
    assertEquals(
        Map.of("shared", "full"),
        tested("against: {table: full}", List.of("optimization.learningRate")));
  }

  /** What is tested against what, by their names. */
  private Map<String, String> tested(String against, List<String> tuned) throws IOException {
    String text =
        STUDY.replace("tuned: [optimization.learningRate]", "")
            + against
            + "\n"
            + (tuned.isEmpty() ? "" : "tuned: " + tuned);
    StudyFile file = StudyFile.read(Files.writeString(directory.resolve("study.yaml"), text));
    StudyResults results = finished(file).tuned(folder(), file.tunedAxes());
    Map<String, String> names = new HashMap<>();
    file.against()
        .of(results.rows(), "ndcg@10")
        .forEach((row, reference) -> names.put(row.setting(), reference.setting()));
    return names;
  }

  private StudyResults finished(StudyFile file) throws IOException {
    StudyPlan plan = StudyPlan.of(file, folder(), directory);
    for (StudyPoint point : plan.points()) {
      finish(folder().run(point), Objects.requireNonNull(FIGURES.get(point.name())));
    }
    return Objects.requireNonNull(StudyResults.read(folder(), plan.points(), null));
  }

  @Test
  void tunedRowsAreThoseWithTheBestMeanValidation() throws IOException {
    StudyFile file = StudyFile.read(Files.writeString(directory.resolve("study.yaml"), STUDY));
    StudyResults all = finished(file);
    assertEquals(4, all.rows().size());
    assertEquals(all, all.tuned(folder(), Set.of()));

    assertEquals(Set.of(1), file.tunedAxes());
    StudyResults best = all.tuned(folder(), file.tunedAxes());
    assertEquals(8, best.trainings());
    assertEquals(
        List.of("full", "shared"), best.rows().stream().map(row -> row.setting()).toList());
    assertEquals(
        List.of("full, learningRate 0.001", "shared, learningRate 0.01"),
        best.rows().stream().map(row -> row.seeds().get(0).point().setting()).toList());
    assertEquals(0.11, best.rows().get(0).mean("ndcg@10"), 1e-12);
    assertEquals(0.30, best.rows().get(1).mean("ndcg@10"), 1e-12);
    List<List<String>> table = new StudyTables(best, file.axisNames()).rows("shop");
    assertEquals(List.of("table", "learningRate", "seeds"), table.get(0).subList(0, 3));
    assertEquals(List.of("shared", "0.01", "2"), table.get(2).subList(0, 3));
  }

  /** Writes what a finished run has, with a worse validation after the best one. */
  private static void finish(RunFolder run, double... figures) throws IOException {
    Files.createDirectories(run.result().getParent());
    Files.deleteIfExists(run.metrics());
    MetricsLog log = new MetricsLog(run.metrics());
    log.append(entry(10, figures[0]));
    log.append(entry(20, figures[0] / 2));
    new RunResult("model", 20, 10, 1.0, 7, 9, values(figures[1])).write(run.result());
    Files.writeString(run.report(), "<html/>");
  }

  private static MetricsEntry entry(long step, double validation) {
    return new MetricsEntry(step, 1, 0.7, 0.001, values(validation), 4.5, 99, null);
  }

  private static MetricValues values(double value) {
    Group group = new Group(8, Map.of("ndcg@10", value));
    return new MetricValues(group, group, group, Map.of("6-10", group), Map.of());
  }
}
