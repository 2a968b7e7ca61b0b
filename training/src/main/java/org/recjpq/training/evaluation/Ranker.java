package org.recjpq.training.evaluation;

import org.recjpq.training.metrics.Metric;

/** Orders the whole catalogue for a user: a trained model, or a baseline. */
@FunctionalInterface
public interface Ranker {
  /**
   * Ranks the target of each case.
   *
   * <p>The rank is 1 plus the number of items that score higher, or equally with a lower index,
   * among the items of the catalogue that are not {@linkplain CaseBatch#seen() left out}. Padding
   * and mask are not items. A target whose score is NaN has rank {@link Metric#MISS}.
   *
   * @return [B] ranks, 1 for the best item
   */
  int[] ranks(CaseBatch batch);
}
