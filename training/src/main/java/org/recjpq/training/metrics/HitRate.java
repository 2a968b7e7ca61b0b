package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * The hit rate at k: 1 for a case with a relevant item in the first k positions, else 0. With one
 * relevant item per case it equals {@link Recall}.
 *
 * @param k the last rank that is taken into account, at least 1
 */
@AutoService(Metric.class)
public record HitRate(int k) implements Metric {
  /** The hit rate at 1. */
  public HitRate() {
    this(1);
  }

  /** Checks the cut-off. */
  public HitRate {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "hit";
  }

  @Override
  public String description() {
    return "share of the cases whose target is in the first %d positions".formatted(k);
  }

  @Override
  public HitRate at(int k) {
    return new HitRate(k);
  }

  @Override
  public double of(int rank) {
    return rank <= k ? 1 : 0;
  }
}
