package org.recjpq.assignment.holdout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class CasesTest {
  private static final Sequences HISTORIES =
      Sequences.of(5, new int[] {1, 2}, new int[] {4}, new int[] {0, 0, 3});

  @Test
  void selectsSomeInAnyOrder() {
    Cases cases = new Cases(HISTORIES, new int[] {7, -1, -1}, new int[] {0, 3, -1});
    assertEquals(3, cases.count());
    assertEquals(1, cases.coldItems());
    assertEquals(2, cases.coldUsers());
    Cases some = cases.select(new int[] {2, 0});
    assertEquals(2, some.count());
    assertArrayEquals(new int[] {0, 0, 3}, some.history(0));
    assertArrayEquals(new int[] {1, 2}, some.history(1));
    assertArrayEquals(new int[] {-1, 7}, some.users());
    assertArrayEquals(new int[] {-1, 0}, some.targets());
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertRefused("targets must lie in [-1, 5), found 5", new int[] {0, 1, 1}, new int[] {5, 0, 0});
    assertRefused(
        "users must lie in [-1, 2147483647), found -2", new int[] {0, -2, 0}, new int[] {0, 0, 0});
    assertRefused(
        "each case needs one history, one user and one target, found 3, 2 and 3",
        new int[] {0, 1},
        new int[] {0, 0, 0});
  }

  private static void assertRefused(String message, int[] users, int[] targets) {
    var failure =
        assertThrows(IllegalArgumentException.class, () -> new Cases(HISTORIES, users, targets));
    assertEquals(message, failure.getMessage());
  }
}
