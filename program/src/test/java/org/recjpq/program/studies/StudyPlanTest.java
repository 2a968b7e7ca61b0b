package org.recjpq.program.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.training.config.Schedule;

class StudyPlanTest {
  private static final String DATA = "datasets: {shop: {path: shop.csv}}\n";

  @TempDir Path directory;

  private StudyPlan plan(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("study.yaml"), text);
    StudyFolder folder = new StudyFolder(directory.resolve("out"));
    return StudyPlan.of(StudyFile.read(file), folder, Path.of("/data"));
  }

  private static List<String> names(StudyPlan plan) {
    return plan.points().stream().map(StudyPoint::name).toList();
  }

  @Test
  void aGridHasEveryCombinationOfTheFirstSeedFirst() throws IOException {
    StudyPlan plan =
        plan(
            """
            settings: {schedule: {epochs: 7}}
            datasets:
              shop: {path: shop.csv, format: {preset: bert4rec}}
              made: {generate: {users: 50, items: 20, interactions: 500, clusters: 4}}
            axes:
              model.dimension: [32, 64]
              table:
                full: {model: {items: full}}
                4 splits: {model: {items: {type: jpq, codes: {type: random, splits: 4}}}}
            seeds: [5, 6]
            """);
    assertEquals(
        List.of(
            "shop_dimension-32_full_seed-5",
            "shop_dimension-32_4-splits_seed-5",
            "shop_dimension-64_full_seed-5",
            "shop_dimension-64_4-splits_seed-5",
            "made_dimension-32_full_seed-5"),
        names(plan).subList(0, 5));
    assertEquals(2 * 2 * 4, plan.points().size());
    StudyPoint last = plan.points().get(15);
    assertEquals("dimension 64, 4 splits", last.setting());
    assertEquals(6, last.config().seed());
    assertEquals(7, last.config().schedule().epochs());
    assertEquals(64, last.config().model().dimension());
    assertEquals("gsasrec jpq-random", last.config().modelName());
    assertEquals("/data/shop.csv", plan.points().get(0).source().get("path").asText());
    assertEquals("bert4rec", plan.points().get(0).source().at("/format/preset").asText());
    Path log = Path.of(last.source().get("path").asText());
    SyntheticLog generated = plan.generated().get(log);
    assertEquals(
        new SyntheticLog(
            50, 20, 500, SyntheticLog.DEFAULT.exponent(), 4, SyntheticLog.DEFAULT.seed()),
        generated);
  }

  @ParameterizedTest
  @CsvSource({
    "size-and-quality, 28",
    "dimension-and-splits, 36",
    "reproduction-cpu, 20",
    "reproduction-full, 90",
    "reproduction-gru4rec, 5",
    "reproduction-gowalla, 12",
    "long-tail, 48",
    "long-tail-real, 12",
    "sharing-or-regularisation, 64",
    "tune-beauty, 27"
  })
  void shippedStudiesHaveTheirPoints(String name, int points) throws IOException {
    Path file =
        Path.of(System.getProperty("recjpq.testdata", "../testdata"))
            .resolve("../docs/studies/" + name + ".yaml");
    StudyFolder folder = new StudyFolder(directory.resolve("out"));
    StudyPlan plan = StudyPlan.of(StudyFile.read(file), folder, directory);
    assertEquals(points, plan.points().size());
  }

  @Test
  void modelsAndPresetsAreAxesByName() throws IOException {
    StudyPlan plan = plan(DATA + "axes: {model: [sasrec, bert4rec]}");
    assertEquals(
        List.of("sasrec jpq-svd", "bert4rec jpq-svd"),
        plan.points().stream().map(point -> point.config().modelName()).toList());
    assertEquals(List.of("shop_sasrec_seed-42", "shop_bert4rec_seed-42"), names(plan));
    assertEquals(
        "esasrec_seed-42",
        names(plan(DATA + "axes: {preset: [esasrec]}")).get(0).substring("shop_".length()));
  }

  @Test
  void settingsOfADatasetAreBetweenThoseOfAllAndTheAxes() throws IOException {
    StudyPlan plan =
        plan(
            """
            settings: {schedule: {epochs: 7, batchSize: 32}}
            datasets:
              small: {path: small.csv, settings: {schedule: {epochs: 90, patience: 3}}}
              large: {path: large.csv}
            axes: {preset: [gsasrec-small], schedule.patience: [4]}
            """);
    StudyPoint small = plan.points().get(0);
    StudyPoint large = plan.points().get(1);
    assertEquals(new Schedule(32, 0, 90, 250, 4), small.config().schedule());
    assertEquals(new Schedule(32, 0, 7, 250, 4), large.config().schedule());
    assertEquals("{\"path\":\"/data/small.csv\"}", small.source().toString());
  }

  @Test
  void rangesHaveEqualStepsOrFactors() throws IOException {
    assertEquals(
        List.of("2", "5", "8"),
        new Range(2, 8, 3, false, true).values().stream().map(Object::toString).toList());
    assertEquals(
        List.of("0.0001", "0.001", "0.01"),
        new Range(0.0001, 0.01, 3, true, false).values().stream().map(Object::toString).toList());
    StudyPlan plan =
        plan(
            DATA
                + "axes: {optimization.learningRate: {from: 0.001, to: 0.1, steps: 3, scale:"
                + " log}}");
    assertEquals(0.01, plan.points().get(1).config().optimization().learningRate());
  }

  @Test
  void aRandomSearchDependsOnItsSeedAlone() throws IOException {
    String study =
        DATA
            + """
            axes:
              model.dropout: {from: 0.0, to: 0.5}
              schedule.batchSize: [16, 32, 64]
            search: {random: 6, seed: %d}
            """;
    List<String> names = names(plan(study.formatted(1)));
    assertEquals(6, names.stream().distinct().count());
    assertEquals(names, names(plan(study.formatted(1))));
    assertTrue(!names.equals(names(plan(study.formatted(2)))));
    for (StudyPoint point : plan(study.formatted(1)).points()) {
      double dropout = point.config().model().dropout();
      assertTrue(dropout >= 0 && dropout <= 0.5, point.name());
    }
  }

  @Test
  void aRandomSearchEndsWhenThereIsNothingNew() throws IOException {
    String study = DATA + "axes: {schedule.batchSize: [16, 32]}\nsearch: {random: 9}";
    assertEquals(2, plan(study).points().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "axis: {}|axis: no such part of a study; did you mean axes?; there are description,",
        "axes: {a.b: 3}|axes.a.b: expected a list of values, a range such as",
        "axes: {model.dimention: [3]}|dimention 3: model.dimention: no such setting; did you mean"
            + " dimension?",
        "axes: {model.dimension: {from: 3, to: 2, steps: 2}}|axes.model.dimension: expected from"
            + " below to",
        "axes: {model.dimension: {from: 8, to: 64}}|axes.model.dimension: expected steps, for a"
            + " grid",
        "axes: {table: {full: 3}}|axes.table: full: expected settings, found 3",
        "axes: {model.dimension: [8, 8]}|axes: expected values whose names differ, found"
            + " shop_dimension-8_seed-42 twice",
        "search: {random: 0}|search: expected grid, or the number of points",
        "against: worst|against: expected first, best, or the value of an axis such as {table:"
            + " full}, found \"worst\"",
        "against: {table: full}|against: expected first, best, or the value of an axis",
        "tuned: 3|tuned: expected a list of names of axes, found 3",
        "preset: nothing|no preset is called nothing",
      })
  void saysWhatIsWrong(String text, String expected) {
    String message = refusal(DATA + text);
    assertTrue(message.contains(expected), message);
  }

  private String refusal(String text) {
    return String.valueOf(assertThrows(DataException.class, () -> plan(text)).getMessage());
  }

  @Test
  void onlyAxesAreTuned() {
    String text = DATA + "axes: {model.dimension: [8]}\ntuned: [model.dropout]";
    String message = refusal(text);
    assertTrue(
        message.endsWith(
            "tuned: expected names of axes (model.dimension), found \"model.dropout\""),
        message);
  }

  @Test
  void aReferenceIsAValueOfItsAxis() {
    String text = DATA + "axes: {model.dimension: [8, 16]}\nagainst: {model.dimension: 32}";
    String message = refusal(text);
    assertTrue(
        message.endsWith("against.model.dimension: expected one of 8, 16, found 32"), message);
  }

  @Test
  void settingsOfADatasetAreAnObject() {
    String text = "datasets: {shop: {path: shop.csv, settings: 3}}";
    assertEquals("datasets.shop.settings: expected names and values, found 3", refusal(text));
  }

  @Test
  void aStudyNeedsData() {
    assertTrue(
        refusal("seeds: [1]")
            .endsWith(
                "study.yaml: datasets: expected at least one, such as 'shop: {path: ratings.csv}',"
                    + " found none"));
    assertTrue(
        refusal("datasets: {made: {generate: {users: 0}}}")
            .startsWith("datasets.made.generate: users must be at least 1"));
  }
}
