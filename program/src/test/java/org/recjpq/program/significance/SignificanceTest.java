package org.recjpq.program.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.recjpq.program.significance.Significance.Verdict;

class SignificanceTest {
  private static final int USERS = 100;

  private static UserScores scores(String name, IntToDoubleFunction score) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int user = 0; user < USERS; user++) {
      scores.put("u" + user, score.applyAsDouble(user));
    }
    return new UserScores(name, scores);
  }

  @Test
  void sayWhatIsDecidedAndWhatIsNot() {
    UserScores base = scores("base", user -> user % 2 == 0 ? 0.4 : 0.6);
    Significance found =
        Significance.of(
            "ndcg@10",
            List.of(
                base,
                scores("better", user -> (user % 2 == 0 ? 0.5 : 0.7) + user % 3 * 0.01),
                scores("worse", user -> (user % 2 == 0 ? 0.3 : 0.5) + user % 3 * 0.01),
                scores("alike", user -> (user % 2 == 0 ? 0.4 : 0.6) + user % 3 * 0.001),
                scores("scattered", user -> user % 5 == 0 ? 1 : 0.38)),
            false,
            Rules.DEFAULT);
    assertEquals(
        List.of(Verdict.BETTER, Verdict.WORSE, Verdict.EQUAL, Verdict.UNDECIDED), found.verdicts());
    List<List<String>> rows = found.rows();
    assertEquals(6, rows.size());
    assertTrue(rows.stream().allMatch(row -> row.size() == rows.get(0).size()));
    assertEquals("better", rows.get(2).get(rows.get(2).size() - 1));
    assertEquals("+22.0 %", rows.get(2).get(6)); // 0.5 to 0.6099: 33 users have 0.02, 33 have 0.01
    assertEquals("different, but within ±5 %", rows.get(4).get(rows.get(4).size() - 1));
    assertEquals("not decided", rows.get(5).get(rows.get(5).size() - 1));
  }

  @Test
  void allPairsAreCorrectedForTheirNumber() {
    List<UserScores> three =
        List.of(
            scores("a", user -> user % 7 * 0.1),
            scores("b", user -> user % 7 * 0.1 + user % 5 * 0.02),
            scores("c", user -> user % 3 * 0.5));
    assertEquals(2, Significance.of("mrr", three, false, Rules.DEFAULT).comparisons().size());
    Significance all = Significance.of("mrr", three, true, Rules.DEFAULT);
    assertEquals(3, all.comparisons().size());
    double smallest =
        all.comparisons().stream().mapToDouble(PairedComparison::pValue).min().orElseThrow();
    assertTrue(3 * smallest < 1);
    assertEquals(3 * smallest, Arrays.stream(all.differencePValues()).min().orElseThrow(), 1e-12);
  }

  @Test
  void eachReferenceHasARowBeforeItsComparisons() {
    List<UserScores> runs = new ArrayList<>();
    for (String name : List.of("base 1", "shared 1", "base 2", "shared 2")) {
      runs.add(new UserScores(name, Map.of("a", 0.1, "b", 0.3, "c", 0.5)));
    }
    List<PairedComparison> pairs =
        List.of(
            PairedComparison.of(runs.get(0), runs.get(1), Rules.DEFAULT),
            PairedComparison.of(runs.get(2), runs.get(3), Rules.DEFAULT));
    List<List<String>> rows = new Significance("mrr", runs, pairs, Rules.DEFAULT).rows();
    assertEquals(
        List.of("run", "base 1", "shared 1", "base 2", "shared 2"),
        rows.stream().map(row -> row.get(0)).toList());
    assertEquals(
        List.of("against", "-", "base 1", "-", "base 2"),
        rows.stream().map(row -> row.get(1)).toList());
  }
}
