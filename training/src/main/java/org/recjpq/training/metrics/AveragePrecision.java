package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * MAP@k, mean average precision: the mean, over the relevant items, of the precision at their
 * ranks. With one relevant item per case that is 1 / rank up to rank k, else 0, and equals {@link
 * ReciprocalRank} at k.
 *
 * @param k the last rank that is taken into account, at least 1
 */
@AutoService(Metric.class)
public record AveragePrecision(int k) implements Metric {
  /** MAP@10. */
  public AveragePrecision() {
    this(10);
  }

  /** Checks the cut-off. */
  public AveragePrecision {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "map";
  }

  @Override
  public String description() {
    return "precision at the target's rank, up to rank " + k;
  }

  @Override
  public AveragePrecision at(int k) {
    return new AveragePrecision(k);
  }

  @Override
  public double of(int rank) {
    return rank <= k ? 1.0 / rank : 0;
  }
}
