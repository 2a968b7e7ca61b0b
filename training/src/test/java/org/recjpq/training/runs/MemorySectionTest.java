package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;

class MemorySectionTest {
  /** 0 is followed by 1, 2 by 3. */
  private static final Transitions TRANSITIONS =
      TransitionBuilder.build(
          Sequences.of(5, new int[] {0, 1}, new int[] {2, 3}), new TransitionSettings(2, 1, 20));

  private static final EvaluationCases CASES =
      new EvaluationCases(
          Sequences.of(5, new int[] {4, 0}, new int[] {0, 4}, new int[] {0}, new int[] {2}),
          new int[] {1, 1, 3, 3});

  /** Ranks known by hand: the last items of cases 0 and 3 are followed by their targets. */
  @Test
  void pointsAreToldByTransition() {
    FittedBlend last =
        new FittedBlend(
            1, new MemoryBlend(2, 1, 1), new MemoryBlend(1, 1, 1), 4, "ndcg@10", 0.1, 0.2, 0.3);
    Map<String, Evaluation> tested = new LinkedHashMap<>();
    tested.put("model alone", ranked(1, 3, 3, 1));
    tested.put("both", ranked(3, 1, 1, 3));
    List<List<String>> rows = new MemorySection(TRANSITIONS, last, CASES, tested).rows();
    assertTrue(
        new MemorySection(TRANSITIONS, last, CASES, tested)
            .html()
            .contains("it is among the successors of the last item of the history."));
    assertEquals("known transitions (2)", rows.get(0).get(4));
    assertEquals("other cases (2)", rows.get(0).get(5));
    assertEquals(
        List.of("model alone, ndcg@10", "0.7500", "0.7500", "-", "1.0000", "0.5000"), rows.get(1));
    assertEquals(
        List.of("both, ndcg@10", "0.7500", "0.7500", "-", "0.5000", "1.0000"), rows.get(2));
    // with the item before the last one too, case 1 is known as well
    FittedBlend two =
        new FittedBlend(
            1, new MemoryBlend(2, 2, 1), new MemoryBlend(1, 2, 1), 4, "ndcg@10", 0.1, 0.2, 0.3);
    MemorySection section = new MemorySection(TRANSITIONS, two, CASES, tested);
    assertEquals("known transitions (3)", section.rows().get(0).get(4));
    assertTrue(
        section
            .html()
            .startsWith(
                "<p>The 2 strongest successors of each item within 1 places, in 8 bytes per item;"
                    + " on average 0.4 are kept. Their counts, 4 bytes per item, are in a file"
                    + " beside, which is not served.</p>\n"
                    + "<p>Blend: weight 2.00, last 2 items, decay 1.0: "),
        section.html());
  }

  private static int number(CaseBatch batch) {
    return IntStream.range(0, CASES.count())
        .filter(c -> Arrays.equals(CASES.history(c), batch.history(0)))
        .findFirst()
        .orElseThrow();
  }

  /** A rank of 3 has an NDCG of one half. */
  private static Evaluation ranked(int... ranks) {
    Evaluator evaluator = new Evaluator(new int[] {9, 9, 9, 9, 9}, false, 1);
    return evaluator.evaluate(batch -> new int[] {ranks[number(batch)]}, CASES);
  }
}
