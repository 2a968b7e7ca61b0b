package org.recjpq.training.metrics;

import com.google.auto.service.AutoService;

/**
 * MRR, the mean reciprocal rank: 1 / rank, over the full catalogue or up to rank k; 0 beyond it and
 * for a miss.
 *
 * <p>Source: Voorhees, The TREC-8 Question Answering Track Report, 1999.
 *
 * @param k the last rank that is taken into account, or {@link Measure#ALL}
 */
@AutoService(Metric.class)
public record ReciprocalRank(int k) implements Metric {
  /** Over the full catalogue. */
  public ReciprocalRank() {
    this(ALL);
  }

  /** Checks the cut-off. */
  public ReciprocalRank {
    if (k != ALL) {
      Measure.requireCutoff(k);
    }
  }

  @Override
  public String name() {
    return "mrr";
  }

  @Override
  public String description() {
    return k == ALL ? "1 / rank" : "1 / rank up to rank " + k;
  }

  @Override
  public ReciprocalRank at(int k) {
    return new ReciprocalRank(Measure.requireCutoff(k));
  }

  @Override
  public double of(int rank) {
    return rank <= (k == ALL ? MISS - 1 : k) ? 1.0 / rank : 0;
  }
}
