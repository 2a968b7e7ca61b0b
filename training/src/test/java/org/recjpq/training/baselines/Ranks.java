package org.recjpq.training.baselines;

import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.Ranker;

/** Lists of a ranker, for tests with hand-computed numbers. */
final class Ranks {
  private Ranks() {}

  /** All items of a catalogue of {@code items} after {@code history}, best first. */
  static int[] ranking(Ranker ranker, int items, int... history) {
    int[][] histories = IntStream.range(0, items).mapToObj(i -> history).toArray(int[][]::new);
    EvaluationCases cases =
        new EvaluationCases(Sequences.of(items, histories), IntStream.range(0, items).toArray());
    Evaluation evaluation = new Evaluator(new int[items], false, 3).evaluate(ranker, cases);
    int[] ranking = new int[items];
    for (int item = 0; item < items; item++) {
      ranking[evaluation.rank(item) - 1] = item;
    }
    return ranking;
  }
}
