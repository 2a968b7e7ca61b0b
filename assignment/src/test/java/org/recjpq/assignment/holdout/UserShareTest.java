package org.recjpq.assignment.holdout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;

class UserShareTest extends HoldoutRuleContract {
  @Override
  HoldoutRule rule() {
    return new UserShare(0.2, 0.1);
  }

  /**
   * All have a b c in common, after an item of their own, so that cases can be attributed to users.
   */
  private Interactions fourUsers() {
    List<String> rows = new ArrayList<>();
    for (String user : List.of("p", "q", "r", "s")) {
      for (String item : List.of("a", "own-" + user, "b", "c")) {
        rows.add(user + "," + item + "," + rows.size());
      }
    }
    return Rows.log(directory, rows.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void usersAreHeldOutAsAWhole(long seed) {
    Holdout holdout = new UserShare(0.25, 0.25).apply(fourUsers(), seed);
    assertEquals(2, holdout.train().count());
    assertEquals(5, holdout.catalogue().size()); // a, b, c and the own items of two
    assertEquals(List.of("?: a b > c"), Rows.test(holdout));
    assertEquals(List.of("?: a b > c"), Rows.validation(holdout));
    assertEquals(
        "training on 8 of 16 interactions and 2 of 4 users; validation: 1 cases (1 of a cold user);"
            + " test: 1 cases (1 of a cold user); unused: 6 interactions; left out of histories: 2"
            + " interactions with cold items",
        holdout.counts().toString());
  }

  /** A user's own item is in the catalogue if and only if the user is trained on. */
  @Test
  void theSeedDrawsTheUsers() {
    Set<String> trained = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      List<String> ids = Rows.ids(new UserShare(0.25, 0.25).apply(fourUsers(), seed).catalogue());
      trained.add(String.join(" ", ids.stream().filter(id -> id.startsWith("own")).toList()));
    }
    assertEquals(6, trained.size()); // all pairs of four
    Interactions log = log();
    Holdout one = rule().apply(log, 1);
    Holdout other = rule().apply(log, 2);
    assertNotEquals(one.fingerprint(), other.fingerprint());
    assertEquals(one.train().count(), other.train().count());
    assertEquals(180 - 36 - 18, one.train().count());
  }

  @Test
  void aUserOfOneInteractionHasNoHistory() {
    Interactions log = Rows.log(directory, "u,a,1", "v,a,1", "w,a,1");
    var failure = assertThrows(DataException.class, () -> new UserShare(0.3, 0).apply(log, 1));
    assertEquals(
        "the log: expected test cases, found none (training on 2 of 3 interactions and"
            + " 2 of 3 users; validation: 0 cases; test: 0 cases (1 more left out without a"
            + " history); unused: 1 users, 1 interactions); hold out more",
        failure.getMessage());
  }

  @Test
  void wrongSharesAndTooFewUsersAreNamed() {
    for (double[] shares : new double[][] {{0, 0.1}, {0.1, -0.1}, {0.5, 0.5}, {Double.NaN, 0}}) {
      var failure =
          assertThrows(IllegalArgumentException.class, () -> new UserShare(shares[0], shares[1]));
      assertEquals(
          ("share must be above 0, validationShare at least 0 and both together below 1, found %s"
                  + " and %s")
              .formatted(shares[0], shares[1]),
          failure.getMessage(),
          Arrays.toString(shares));
    }
    Interactions log = Rows.log(directory, "u,a,1", "u,b,2");
    assertEquals(
        "the log: expected more users than the 1 to be held out, found 1; use a larger log",
        assertThrows(DataException.class, () -> new UserShare().apply(log, 1)).getMessage());
    assertTrue(new UserShare().share() + new UserShare().validationShare() < 1);
  }
}
