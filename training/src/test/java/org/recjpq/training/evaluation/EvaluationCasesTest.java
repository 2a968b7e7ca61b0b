package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.sequences.Sequences;

class EvaluationCasesTest {
  private static final Sequences HISTORIES = Sequences.of(5, new int[] {1, 2}, new int[] {4});

  @Test
  void aCaseHasAHistoryAUserAndATarget() {
    var cases = cases(new int[] {1, 0, 1}, new int[] {0, 3, -1});
    assertEquals(3, cases.count());
    assertEquals(5, cases.catalogueSize());
    assertEquals(1, cases.user(2));
    assertArrayEquals(new int[] {4}, cases.history(0));
    assertArrayEquals(new int[] {1, 2}, cases.history(1));
    assertEquals(1, cases.historyLength(2));
    assertEquals(EvaluationCases.UNKNOWN, cases.target(2));
  }

  @Test
  void aTestInWhichNothingCanBeFoundSaysWhy() {
    int[] users = {0, 1, 1}; // histories 1 2 and 4
    assertEquals(
        Optional.of(
            "Every figure of the test will be 0: of its 3 targets 3 are items without training"
                + " interactions"),
        cases(users, new int[] {-1, -1, -1}).missed(false));
    var seen = cases(users, new int[] {2, 4, -1});
    assertEquals(
        Optional.of(
            "Every figure of the test will be 0: of its 3 targets 1 are items without training"
                + " interactions, and 2 are in their own history, whose items are left out"
                + " (evaluation.excludeSeen)"),
        seen.missed(true));
    assertEquals(Optional.empty(), seen.missed(false));
    assertEquals(Optional.empty(), cases(users, new int[] {-1, -1, 3}).missed(true));
    assertEquals(Optional.empty(), cases(new int[0], new int[0]).missed(true));
  }

  private static EvaluationCases cases(int[] users, int[] targets) {
    return new EvaluationCases(new Cases(HISTORIES.select(users), users, targets));
  }

  @Test
  void drawnCasesAreSomeOfThemInTheirOrder() {
    int[] users = IntStream.range(0, 1_000).map(c -> c % 2).toArray();
    int[] targets = IntStream.range(0, 1_000).map(c -> c % 5).toArray();
    var all = cases(users, targets);
    assertSame(all, all.drawn(EvaluationCases.ALL));
    assertSame(all, all.drawn(1_000));

    var drawn = all.drawn(200);
    assertEquals(200, drawn.count());
    int from = 0; // each is found behind the one before it
    for (int c = 0; c < drawn.count(); c++) {
      while (all.user(from) != drawn.user(c) || all.target(from) != drawn.target(c)) {
        from++;
      }
      from++;
    }
    assertEquals(signature(drawn), signature(all.drawn(200)));
  }

  private static List<Integer> signature(EvaluationCases cases) {
    return IntStream.range(0, cases.count())
        .mapToObj(c -> 5 * cases.user(c) + cases.target(c))
        .toList();
  }
}
