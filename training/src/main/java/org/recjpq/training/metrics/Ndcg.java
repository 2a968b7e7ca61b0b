package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * NDCG@k, normalised discounted cumulative gain: 1 / log2(rank + 1) up to rank k, else 0. With one
 * relevant item the ideal DCG is 1.
 *
 * <p>Source: Järvelin and Kekäläinen, TOIS 20(4), 2002; Petrov's thesis, Glasgow 2025, §2.4.
 *
 * @param k the last rank that is taken into account, at least 1
 */
@AutoService(Metric.class)
public record Ndcg(int k) implements Metric {
  /** NDCG@10. */
  public Ndcg() {
    this(10);
  }

  /** Checks the cut-off. */
  public Ndcg {
    Measure.requireCutoff(k);
  }

  @Override
  public String name() {
    return "ndcg";
  }

  @Override
  public String description() {
    return "1 / log2(rank + 1) up to rank " + k;
  }

  @Override
  public Ndcg at(int k) {
    return new Ndcg(k);
  }

  @Override
  public double of(int rank) {
    return rank <= k ? Math.log(2) / Math.log(rank + 1.0) : 0;
  }
}
