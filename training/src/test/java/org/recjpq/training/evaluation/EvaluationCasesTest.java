package org.recjpq.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
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
