package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CaseBatchTest {
  private static final int[] USERS = {6, 0, 4};
  private static final int[][] HISTORIES = {{7, 3, 7, 5}, {}, {2}};
  private static final int[] TARGETS = {1, 4, 8};

  @Test
  void historiesKeepTheNewestItemsOnTheRight() {
    var batch = new CaseBatch(USERS, HISTORIES, TARGETS, true);
    assertArrayEquals(
        new int[] {
          3, 7, 5, //
          9, 9, 9, //
          9, 9, 2
        },
        batch.histories(3, 9));
  }

  @Test
  void seenHoldsEachItemOfTheWholeHistoryOnceAndIsFilledWithTheTarget() {
    var batch = new CaseBatch(USERS, HISTORIES, TARGETS, true);
    assertArrayEquals(
        new int[] {
          3, 5, 7, //
          4, 4, 4, //
          2, 8, 8
        },
        batch.seen());
  }

  @Test
  void seenIsTheTargetAloneWhereNothingIsLeftOut() {
    assertArrayEquals(TARGETS, new CaseBatch(USERS, HISTORIES, TARGETS, false).seen());
  }

  @Test
  void aCaseHasAUserAHistoryAndATarget() {
    var batch = new CaseBatch(USERS, HISTORIES, TARGETS, true);
    assertEquals(4, batch.user(2));
    assertEquals(8, batch.target(2));
    assertArrayEquals(new int[] {7, 3, 7, 5}, batch.history(0));
    assertArrayEquals(new int[] {3, 5, 7}, batch.seen(0));
  }
}
