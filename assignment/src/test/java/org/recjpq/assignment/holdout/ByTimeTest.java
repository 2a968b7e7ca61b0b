package org.recjpq.assignment.holdout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Catalogue;

class ByTimeTest extends HoldoutRuleContract {
  @Override
  HoldoutRule rule() {
    return new ByTime(null, 0.7, null, false, 20);
  }

  @Nested
  class WithAllTargets extends HoldoutRuleContract {
    @Override
    HoldoutRule rule() {
      return new ByTime("900", null, null, true, 20);
    }
  }

  /** Users u (before and after 10), v (before), w (after), x (before and after). */
  private Interactions small() {
    return Rows.log(
        directory, "u,a,1", "u,b,2", "u,c,10", "u,a,11", //
        "v,b,3", "v,c,9", //
        "w,a,12", "w,b,13", "w,z,14", //
        "x,d,8", "x,z,10", "x,a,10", "x,d,15");
  }

  @Test
  void theFirstInteractionFromTheCutOnIsTheTarget() {
    Holdout holdout = new ByTime("10", null, null, false, 0).apply(small(), 1);
    assertEquals(List.of("a", "b", "d", "c"), Rows.ids(holdout.catalogue()));
    assertEquals(List.of("a b", "b c", "d"), Rows.train(holdout));
    assertEquals(List.of("0: a b > c", "2: d > ?"), Rows.test(holdout));
    assertEquals(List.of(), Rows.validation(holdout));
    assertEquals(
        "training on 5 of 13 interactions and 3 of 4 users; validation: 0 cases; test: 2 cases (1"
            + " with a cold item, 1 more left out without a history); unused: 1 users, 6"
            + " interactions",
        holdout.counts().toString());
  }

  @Test
  void allInteractionsFromTheCutOnMayBeTargets() {
    Holdout holdout = new ByTime("10", null, null, true, 0).apply(small(), 1);
    assertEquals(List.of("a b", "b c", "d"), Rows.train(holdout));
    assertEquals(
        List.of(
            "0: a b > c",
            "0: a b c > a",
            "?: a > b",
            "?: a b > ?",
            "2: d > ?",
            "2: d > a",
            "2: d a > d"),
        Rows.test(holdout));
    assertEquals(
        "training on 5 of 13 interactions and 3 of 4 users; validation: 0 cases; test: 7 cases (2"
            + " with a cold item, 2 of a cold user, 1 more left out without a history); unused: 1"
            + " interactions; left out of histories: 1 interactions with cold items",
        holdout.counts().toString());
  }

  @Test
  void theTestMayEnd() {
    Holdout holdout = new ByTime("10", null, "12", true, 0).apply(small(), 1);
    assertEquals(List.of("a b", "b c", "d"), Rows.train(holdout));
    assertEquals(List.of("0: a b > c", "0: a b c > a", "2: d > ?", "2: d > a"), Rows.test(holdout));
  }

  @Test
  void aModelThatDoesNotKnowAllItemsIsTestedOverItsCatalogue() {
    Ids known = new Ids();
    List.of("d", "q", "b").forEach(known::add);
    Holdout holdout = new ByTime("10", null, "14", true, 0).over(new Catalogue(known), small());
    assertEquals(List.of("d", "q", "b"), Rows.ids(holdout.catalogue()));
    assertEquals(List.of("b", "b", "d"), Rows.train(holdout));
    assertEquals(List.of("0: b > ?", "0: b > ?", "2: d > ?", "2: d > ?"), Rows.test(holdout));
  }

  /** v's last interaction is at 9, u's at 2; x has a single one before the cut. */
  @Test
  void thoseWhoseLastTrainingInteractionIsTheLatestValidate() {
    Holdout one = new ByTime("10", null, null, false, 1).apply(small(), 1);
    assertEquals(List.of("a b", "b", "d"), Rows.train(one));
    assertEquals(List.of("1: b > ?"), Rows.validation(one));
    assertEquals(List.of("0: a b > ?", "2: d > ?"), Rows.test(one)); // c is no longer trained on
    Holdout all = new ByTime("10", null, null, false, 9).apply(small(), 1);
    assertEquals(List.of("a", "b", "d"), Rows.train(all));
    assertEquals(List.of("0: a > b", "1: b > ?"), Rows.validation(all));
    assertEquals(List.of("0: a b > ?", "2: d > ?"), Rows.test(all));
  }

  /** 13 times in order: 1 2 3 8 9 10 10 10 11 12 13 14 15. */
  @ParameterizedTest
  @CsvSource({"0.3,4", "0.39,6", "0.5,6", "0.61,6", "0.62,9", "0.99,13"})
  void aShareIsReachedByTheInteractionsBeforeTheCut(double share, int trainedAndOne) {
    Holdout holdout = new ByTime(null, share, null, false, 0).apply(small(), 1);
    assertEquals(trainedAndOne - 1, holdout.counts().trainInteractions());
  }

  @Test
  void withoutTimesTheOrderOfRowsIsCut() {
    Interactions log = Rows.read(directory, "user,item", "u,a", "v,b", "u,c", "v,a", "u,b");
    Holdout holdout = new ByTime(null, 0.6, null, false, 0).apply(log, 1);
    assertEquals(List.of("a c", "b"), Rows.train(holdout));
    assertEquals(List.of("0: a c > b", "1: b > a"), Rows.test(holdout));
    assertEquals(
        "the log: expected times to compare with 3, found only the order of rows; name the"
            + " time column",
        assertThrows(DataException.class, () -> new ByTime("3", null, null, false, 0).apply(log, 1))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-01,2024-05-02,2024-05-02", // dates
    "1714521600,1714608000,2024-05-02", // seconds
    "1714521600000,1714608000000,2024-05-02T00:00:00Z" // milliseconds
  })
  void aDateSuitsLogsOfAnyUnit(String before, String after, String cut) {
    Interactions log = Rows.log(directory, "u,a," + before, "u,b," + before, "u,a," + after);
    Holdout holdout = new ByTime(cut, null, null, false, 0).apply(log, 1);
    assertEquals(List.of("a b"), Rows.train(holdout));
    assertEquals(List.of("0: a b > a"), Rows.test(holdout));
  }

  @Test
  void nothingBeforeOrAfterTheCutIsNamed() {
    Interactions log = small();
    assertEquals(
        "the log: expected interactions to train on, found that all 13 are held out; hold out less",
        assertThrows(DataException.class, () -> new ByTime("1", null, null, false, 0).apply(log, 1))
            .getMessage());
    assertEquals(
        "the log: expected test cases, found none (training on 13 of 13 interactions"
            + " and 4 of 4 users; validation: 0 cases; test: 0 cases); hold out more",
        assertThrows(
                DataException.class, () -> new ByTime("16", null, null, false, 0).apply(log, 1))
            .getMessage());
  }

  @Test
  void theCutIsASettingThatNeedsNoOther() throws IOException {
    String json = "{\"type\": \"by-time\", \"at\": \"2024-05-01\"}";
    assertEquals(
        new ByTime("2024-05-01", null, null, false, 1024),
        Json.of(Json.mapper().readTree(json), HoldoutRule.class));
  }

  @Test
  void wrongSettingsAreNamed() {
    assertWrong("expected one of at and share, found both (7 and 0.5); leave one out", "7", 0.5, 0);
    assertWrong("share must lie in (0, 1), found 1.0", null, 1.0, 0);
    assertWrong("validationUsers must not be negative, found -1", null, 0.5, -1);
    assertWrong(
        "expected a whole number in the unit of the log, or an ISO 8601 date such as 2024-05-31 or"
            + " 2024-05-31T12:00:00Z, found \"soon\"",
        "soon",
        null,
        0);
  }

  @Test
  void nineInTenAreTrainedOnByDefault() {
    assertEquals(
        new ByTime(null, 0.9, null, false, 1024).apply(small(), 1).fingerprint(),
        new ByTime().apply(small(), 1).fingerprint());
  }

  private static void assertWrong(
      String message, @Nullable String at, @Nullable Double share, int validationUsers) {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ByTime(at, share, null, false, validationUsers));
    assertEquals(message, failure.getMessage());
  }
}
