package org.recjpq.assignment.holdout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;

class GivenTargetsTest extends HoldoutRuleContract {
  /** Every seventh interaction for the test, and every fifth for validation. */
  @Override
  HoldoutRule rule() {
    Interactions log = log();
    List<String> test = new ArrayList<>();
    List<String> validation = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        String row = log.userId(user) + "," + log.itemIds().get(log.item(user, i));
        if (log.index(user, i) % 7 == 0) {
          test.add(row);
        } else if (log.index(user, i) % 5 == 0) {
          validation.add(row);
        }
      }
    }
    return new GivenTargets(file("test.csv", test), file("validation.csv", validation));
  }

  private Path file(String name, List<String> rows) {
    return Rows.file(directory, name, "user,item", rows.toArray(String[]::new));
  }

  /** u has a b c a b, v has b a x, w has c a. */
  private Interactions small() {
    return Rows.log(
        directory, "u,a,1", "u,b,2", "u,c,3", "u,a,4", "u,b,5", //
        "v,b,1", "v,a,2", "v,x,3", //
        "w,c,1", "w,a,2");
  }

  @Test
  void rowsAreTheLastInteractionsWithTheirItems() {
    Path test = file("test.csv", List.of("u,a", "v,x", "u,b", "u,b"));
    Holdout holdout = new GivenTargets(test, null).apply(small(), 1);
    assertEquals(List.of("a c", "b a", "c a"), Rows.train(holdout));
    assertEquals(
        List.of("0: a > b", "0: a b c > a", "0: a b c a > b", "1: b a > ?"), Rows.test(holdout));
    assertEquals(
        "training on 6 of 10 interactions and 3 of 3 users; validation: 0 cases; test: 4 cases (1"
            + " with a cold item)",
        holdout.counts().toString());
  }

  @Test
  void rowsThatAreNotInTheLogComeAfterIt() {
    Path test = file("test.csv", List.of("w,b", "nobody,a", "u,nothing", "v,b", "v,b"));
    Holdout holdout = new GivenTargets(test, null).apply(small(), 1);
    assertEquals(List.of("a b c a b", "a x", "c a"), Rows.train(holdout));
    // v's first b has nothing before it; the second is not in the log.
    assertEquals(List.of("0: a b c a b > ?", "1: b a x > b", "2: c a > b"), Rows.test(holdout));
    assertEquals(
        "training on 9 of 10 interactions and 3 of 3 users; validation: 0 cases; test: 3 cases (1"
            + " with a cold item, 3 outside the log, 1 more left out without a history, 1 more left"
            + " out of users that the log does not have); unused: 1 interactions",
        holdout.counts().toString());
  }

  @Test
  void aHistoryOfValidationLacksWhatIsTested() {
    Path test = file("test.csv", List.of("u,c", "w,a"));
    Path validation = file("validation.csv", List.of("u,b", "w,b", "u,a"));
    Holdout holdout = new GivenTargets(test, validation).apply(small(), 1);
    assertEquals(List.of("a b", "b a x", "c"), Rows.train(holdout));
    assertEquals(List.of("0: a b > a", "0: a b a > b", "2: c > b"), Rows.validation(holdout));
    assertEquals(List.of("0: a b > c", "2: c > a"), Rows.test(holdout));
    assertEquals(1, holdout.counts().validation().outsideLog());
  }

  @Test
  void theTargetsOfLeaveOneOutGiveItsHoldout() {
    Interactions log = log();
    List<String> test = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      int last = log.length(user) - 1;
      test.add(log.userId(user) + "," + log.itemIds().get(log.item(user, last)));
    }
    Holdout given = new GivenTargets(file("test.csv", test), null).apply(log, 1);
    assertEquals(new LeaveOneOut(0).apply(log, 1).fingerprint(), given.fingerprint());
  }

  @Test
  void missingFilesAreNamed() {
    Interactions log = small();
    assertEquals(
        "holdout: expected a file of test targets, found none; name a CSV with the columns user and"
            + " item as test",
        assertThrows(DataException.class, () -> new GivenTargets().apply(log, 1)).getMessage());
    Path none = directory.resolve("none.csv");
    assertEquals(
        none + ": expected a file, found none; check the path",
        assertThrows(DataException.class, () -> new GivenTargets(none, null).apply(log, 1))
            .getMessage());
  }
}
