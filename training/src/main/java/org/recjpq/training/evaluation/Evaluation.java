package org.recjpq.training.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.ListMetric;
import org.recjpq.training.metrics.Measure;
import org.recjpq.training.metrics.Metric;

/**
 * The ranks of all cases, and their lists if these were kept, from which any metric can be computed
 * over all cases or groups.
 *
 * <p>A case belongs to the tail if its target is a long-tail item, with fewer than {@value
 * LogStatistics#LONG_TAIL_BELOW} training interactions; an unknown target counts as one (and is a
 * miss). Head and tail together make up all cases.
 */
public final class Evaluation {
  /** Minimum number of items of a list that are kept. */
  public static final int LIST_LENGTH = 10;

  private final EvaluationConfig config;
  private final ItemFacts items;
  private final EvaluationCases cases;
  private final int[] ranks;
  private final int[][] lists;

  /**
   * Takes over the arrays, which have one entry per case; {@code lists} may be empty.
   *
   * @param lists the first items of each list, best first; empty for a case that was not ranked
   */
  Evaluation(
      EvaluationConfig config, ItemFacts items, EvaluationCases cases, int[] ranks, int[][] lists) {
    this.config = config;
    this.items = items;
    this.cases = cases;
    this.ranks = ranks;
    this.lists = lists;
  }

  /** The settings of the evaluation. */
  public EvaluationConfig config() {
    return config;
  }

  /** The mean, over all cases, of the metric by which training stops. */
  public double score() {
    return overall().mean(config.stopping());
  }

  /** Over all cases. */
  public CaseRanks overall() {
    return new CaseRanks(ranks);
  }

  /**
   * Over the cases whose target has at least {@value LogStatistics#LONG_TAIL_BELOW} training
   * interactions.
   */
  public CaseRanks head() {
    return where(c -> !isInTail(c));
  }

  /** Over the cases whose target is a long-tail item or unknown. */
  public CaseRanks tail() {
    return where(this::isInTail);
  }

  /** Over the cases whose history has this length. */
  public CaseRanks of(HistoryLength length) {
    return where(c -> length.contains(cases.historyLength(c)));
  }

  /**
   * Over some cases.
   *
   * @param wanted whether a case, in [0, {@link #count}), is one of them
   */
  public CaseRanks where(IntPredicate wanted) {
    return new CaseRanks(
        IntStream.range(0, ranks.length).filter(wanted).map(c -> ranks[c]).toArray());
  }

  /** The number of cases. */
  public int count() {
    return ranks.length;
  }

  /** The rank of case {@code c}, 1 for the best item, or {@link Metric#MISS}. */
  public int rank(int c) {
    return ranks[c];
  }

  /** The ranks of all cases whose target was ranked. */
  public int[] ranks() {
    return Arrays.stream(ranks).filter(rank -> rank < Metric.MISS).toArray();
  }

  /** Whether lists were kept. */
  public boolean hasLists() {
    return lists.length > 0;
  }

  /**
   * The first items of the list of case {@code c}, best first: {@value #LIST_LENGTH}, or as many as
   * a metric needs, if there are that many; empty if the case was not ranked, or no lists were
   * kept.
   */
  public int[] list(int c) {
    return hasLists() ? lists[c].clone() : new int[0];
  }

  /**
   * A metric of the lists of all ranked cases; of no lists if none were kept.
   *
   * @throws IllegalArgumentException if it needs longer lists than were kept
   */
  public double of(ListMetric metric) {
    int k = metric.k();
    if (k > config.listLength()) {
      throw new IllegalArgumentException(
          "%s needs lists of %d, found lists of %d; add it to the settings of the evaluation"
              .formatted(metric.key(), k, config.listLength()));
    }
    int[][] first =
        Arrays.stream(lists)
            .filter(list -> list.length > 0)
            .map(list -> k == Measure.ALL || list.length <= k ? list : Arrays.copyOf(list, k))
            .toArray(int[][]::new);
    return metric.of(first, items);
  }

  /** The values of all configured metrics; those of lists only if they were kept. */
  public MetricValues metricValues() {
    Map<String, MetricValues.Group> byHistoryLength = new LinkedHashMap<>();
    for (HistoryLength length : HistoryLength.values()) {
      CaseRanks some = of(length);
      if (some.count() > 0) {
        byHistoryLength.put(length.toString(), group(some));
      }
    }
    return new MetricValues(
        group(overall()),
        group(head()),
        group(tail()),
        byHistoryLength,
        hasLists() ? MetricValues.of(config.listMetrics(), this::of) : Map.of());
  }

  private MetricValues.Group group(CaseRanks some) {
    return new MetricValues.Group(some.count(), MetricValues.of(config.allMetrics(), some::mean));
  }

  private boolean isInTail(int c) {
    int target = cases.target(c);
    return target == EvaluationCases.UNKNOWN || items.isLongTail(target);
  }
}
