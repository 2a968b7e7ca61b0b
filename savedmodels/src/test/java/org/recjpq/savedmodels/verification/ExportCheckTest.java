package org.recjpq.savedmodels.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.recommendations.Recommendation;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportCheckTest {
  private static final List<int[]> HISTORIES =
      List.of(new int[] {30, 31}, new int[] {5, 6, 7, 8, 9, 10, 11, 12, 13, 14});

  private final TestModel model = TestModel.jpq();
  private final Recommender recommender;
  private final ExportCheck check;

  ExportCheckTest(@TempDir Path base) throws IOException {
    recommender = Recommender.load(ModelExporter.export(model.trained(), 10, base));
    check = new ExportCheck(recommender, model.trained().catalogue());
  }

  @AfterAll
  void close() {
    recommender.close();
    model.close();
  }

  @Test
  void theHighestScoresAreThoseOfASort() {
    Random random = new Random(3);
    for (int trial = 0; trial < 100; trial++) {
      float[] scores = new float[1 + random.nextInt(12)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextInt(5) - 2;
      }
      float[] ascending = scores.clone();
      Arrays.sort(ascending);
      int count = random.nextInt(15);
      float[] best = ExportCheck.best(scores, count);
      assertEquals(Math.min(count, scores.length), best.length);
      for (int rank = 0; rank < best.length; rank++) {
        assertEquals(ascending[ascending.length - 1 - rank], best[rank]);
      }
    }
  }

  @Test
  void theModelThatWasExportedPasses() {
    double worst = check.run(HISTORIES, this::scores);
    assertTrue(worst <= Disagreement.TOLERANCE, () -> "worst difference " + worst);
  }

  @Test
  void itemsWithAlmostEqualScoresMayChangePlaces() {
    check.run(
        HISTORIES,
        history -> {
          float[] scores = scores(history);
          if (history == HISTORIES.get(0)) {
            scores[TestModel.TWINS.get(1)] += 1e-6f;
          }
          return scores;
        });
  }

  @Test
  void theWorstDifferenceIsNamed() {
    Recommendation second = list(1).get(1);
    int item = model.trained().catalogue().indexOf(second.item());
    float wrong = second.score() - 2e-5f;
    assertFails(
        "history 1, rank 2, item \"%s\": expected score %s, found %s"
            .formatted(second.item(), wrong, second.score()),
        history -> {
          float[] scores = scores(history);
          if (history == HISTORIES.get(1)) {
            scores[item] = wrong;
          }
          return scores;
        });
  }

  @Test
  void anItemThatShouldStandHigherIsNoticed() {
    int last = indexOfLowest();
    Recommendation first = list(0).get(0);
    assertFails(
        "history 0, rank 1, item \"%s\": expected at this rank score 9.0, found %s"
            .formatted(first.item(), first.score()),
        history -> {
          float[] scores = scores(history);
          if (history == HISTORIES.get(0)) {
            scores[last] = 9;
          }
          return scores;
        });
  }

  @Test
  void theOtherSignaturesAreAskedToo() {
    float[] scores = model.scores(HISTORIES)[0];
    scores[30] += 1;
    DataException failure = failureOfSignatures(scores);
    assertTrue(
        String.valueOf(failure.getMessage())
            .startsWith(
                "the export does not agree with its checkpoint: signature score: expected score "
                    + scores[30]),
        failure::getMessage);
  }

  private DataException failureOfSignatures(float[] scores) {
    var check = new SignatureCheck(recommender, model.trained().catalogue());
    return assertThrows(DataException.class, () -> check.run(HISTORIES.get(0), scores));
  }

  @Test
  void aListWithoutTheBestItemIsNoticed() {
    float[] scores = model.scores(HISTORIES)[0];
    int best = 0;
    for (int item = 0; item < scores.length; item++) {
      best = item != 30 && item != 31 && scores[item] > scores[best] ? item : best;
    }
    scores[best] += 1; // not a candidate of `score`, which are 30, 0 and 59
    assertTrue(best != 0 && best != 59);
    DataException failure = failureOfSignatures(scores);
    assertTrue(
        String.valueOf(failure.getMessage())
            .startsWith(
                "the export does not agree with its checkpoint: signature recommend: expected score"
                    + " "
                    + scores[best]),
        failure::getMessage);
  }

  @Test
  void aScoreThatIsNoNumberFails() {
    var failure =
        assertThrows(
            DataException.class,
            () ->
                check.run(
                    HISTORIES,
                    history -> {
                      float[] scores = scores(history);
                      Arrays.fill(scores, Float.NaN);
                      return scores;
                    }));
    assertTrue(String.valueOf(failure.getMessage()).contains("expected score NaN"));
  }

  @Test
  void anotherCatalogueFails() {
    Ids ids = new Ids();
    ids.add("a");
    var failure =
        assertThrows(
            DataException.class,
            () -> new ExportCheck(recommender, new Catalogue(ids)).run(List.of(), this::scores));
    assertEquals(message("expected 1 items, found 60"), failure.getMessage());
  }

  private float[] scores(int[] history) {
    return model.scores(List.of(history))[0];
  }

  private List<Recommendation> list(int history) {
    return recommender.recommend(HISTORIES.stream().map(model::ids).toList()).get(history);
  }

  private int indexOfLowest() {
    float[] scores = model.scores(HISTORIES)[0];
    int lowest = 0;
    for (int item = 0; item < scores.length; item++) {
      lowest = scores[item] < scores[lowest] ? item : lowest;
    }
    return lowest;
  }

  private void assertFails(String what, ExportCheck.Scores scores) {
    var failure = assertThrows(DataException.class, () -> check.run(HISTORIES, scores));
    assertEquals(message(what), failure.getMessage());
  }

  private static String message(String what) {
    return "the export does not agree with its checkpoint: " + what + "; export the model again";
  }
}
