package org.recjpq.training.evaluation;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.recjpq.training.metrics.Coverage;
import org.recjpq.training.metrics.HitRate;
import org.recjpq.training.metrics.ListMetric;
import org.recjpq.training.metrics.Measure;
import org.recjpq.training.metrics.MeasureJson;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.metrics.Popularity;
import org.recjpq.training.metrics.Recall;
import org.recjpq.training.metrics.ReciprocalRank;
import org.recjpq.training.metrics.TailShare;

/**
 * How a model is evaluated, in validation and test.
 *
 * @param metrics metrics of the ranks, in the order they are shown
 * @param listMetrics metrics of the recommended lists, in the order they are shown
 * @param stopping the validation metric that selects the best weights and stops training; it need
 *     not be among the others
 * @param excludeSeen whether items of a user's history are left out of the ranking
 * @param testUsers how many users are tested, or {@link EvaluationCases#ALL}
 */
public record EvaluationConfig(
    @JsonSerialize(contentUsing = MeasureJson.Writer.class)
        @JsonDeserialize(contentUsing = MeasureJson.MetricReader.class)
        List<Metric> metrics,
    @JsonSerialize(contentUsing = MeasureJson.Writer.class)
        @JsonDeserialize(contentUsing = MeasureJson.ListMetricReader.class)
        List<ListMetric> listMetrics,
    @JsonSerialize(using = MeasureJson.Writer.class)
        @JsonDeserialize(using = MeasureJson.MetricReader.class)
        Metric stopping,
    boolean excludeSeen,
    int testUsers) {
  /**
   * NDCG@10, which also stops training, Recall@10, MRR and the hit rate at 1; for lists of 10,
   * coverage, popularity and share of the long tail. Seen items are ranked, all users are tested.
   */
  public static final EvaluationConfig DEFAULT =
      new EvaluationConfig(
          List.of(new Ndcg(10), new Recall(10), new ReciprocalRank(), new HitRate(1)),
          List.of(new Coverage(10), new Popularity(10), new TailShare(10)),
          new Ndcg(10),
          false,
          EvaluationCases.ALL);

  /**
   * Checks that each metric has its own key.
   *
   * @throws IllegalArgumentException if two have the same, or one has invalid characters in its
   *     key; or if the number of test users is negative
   */
  public EvaluationConfig {
    metrics = List.copyOf(metrics);
    listMetrics = List.copyOf(listMetrics);
    requireDifferentKeys(with(metrics, stopping));
    requireDifferentKeys(listMetrics);
    if (testUsers < EvaluationCases.ALL) {
      throw new IllegalArgumentException(
          "testUsers must be at least 1, or %d for all, found %d"
              .formatted(EvaluationCases.ALL, testUsers));
    }
  }

  private static List<Metric> with(List<Metric> metrics, Metric another) {
    return metrics.contains(another)
        ? metrics
        : Stream.concat(metrics.stream(), Stream.of(another)).toList();
  }

  /**
   * All metrics of ranks that are computed: the one that stops training comes last if it is not
   * among the others.
   */
  public List<Metric> allMetrics() {
    return with(metrics, stopping);
  }

  private static void requireDifferentKeys(List<? extends Measure> metrics) {
    Set<String> keys = new HashSet<>();
    for (Measure metric : metrics) {
      if (!metric.key().matches("[\\w.$@-]+")) {
        throw new IllegalArgumentException(
            "the key of a metric must consist of letters, digits and . _ $ @ -, found "
                + metric.key());
      }
      if (!keys.add(metric.key())) {
        throw new IllegalArgumentException(
            "each metric must have its own key, found two with " + metric.key());
      }
    }
  }

  /** The same with other metrics of ranks. */
  public EvaluationConfig withMetrics(Metric... metrics) {
    return new EvaluationConfig(List.of(metrics), listMetrics, stopping, excludeSeen, testUsers);
  }

  /** The same with other metrics of lists. */
  public EvaluationConfig withListMetrics(ListMetric... listMetrics) {
    return new EvaluationConfig(metrics, List.of(listMetrics), stopping, excludeSeen, testUsers);
  }

  /** The same with another metric to stop training. */
  public EvaluationConfig withStopping(Metric stopping) {
    return new EvaluationConfig(metrics, listMetrics, stopping, excludeSeen, testUsers);
  }

  /** The same with or without the items of a user's history in the ranking. */
  public EvaluationConfig withExcludeSeen(boolean excludeSeen) {
    return new EvaluationConfig(metrics, listMetrics, stopping, excludeSeen, testUsers);
  }

  /** The same with another number of test users. */
  public EvaluationConfig withTestUsers(int testUsers) {
    return new EvaluationConfig(metrics, listMetrics, stopping, excludeSeen, testUsers);
  }

  /** Number of items needed of each list. */
  int listLength() {
    return listMetrics.stream().mapToInt(ListMetric::k).reduce(Evaluation.LIST_LENGTH, Math::max);
  }
}
