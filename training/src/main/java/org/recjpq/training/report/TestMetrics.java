package org.recjpq.training.report;

import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.RankMetrics;

/**
 * What a model reached on the test users.
 *
 * @param overall metrics over all test users
 * @param head over those whose item is no long-tail item
 * @param tail over those whose item is a long-tail item or unknown
 */
public record TestMetrics(RankMetrics overall, RankMetrics head, RankMetrics tail) {
  /** The means of an evaluation. */
  public static TestMetrics of(Evaluation evaluation) {
    return new TestMetrics(evaluation.overall(), evaluation.head(), evaluation.tail());
  }
}
