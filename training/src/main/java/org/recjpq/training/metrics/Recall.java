package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * Recall@k, the share of the relevant items in the first k positions: 1 up to rank k, else 0. With
 * one relevant item per case it equals {@link HitRate}.
 *
 * <p>Source: Petrov's thesis, Glasgow 2025, §2.4.
 *
 * @param k the last rank that is taken into account, at least 1
 */
@AutoService(Metric.class)
public record Recall(int k) implements Metric {
  /** Recall@10. */
  public Recall() {
    this(10);
  }

  /** Checks the cut-off. */
  public Recall {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "recall";
  }

  @Override
  public String description() {
    return "share of the targets in the first %d positions".formatted(k);
  }

  @Override
  public Recall at(int k) {
    return new Recall(k);
  }

  @Override
  public double of(int rank) {
    return rank <= k ? 1 : 0;
  }
}
