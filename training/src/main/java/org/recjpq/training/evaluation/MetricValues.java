package org.recjpq.training.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.recjpq.training.metrics.Measure;

/**
 * The metric values of an evaluation, by the keys of the configured metrics, as they appear in
 * files and tables. Components and keys are those of the JSON.
 *
 * @param overall over all cases
 * @param head over those whose target is not a long-tail item
 * @param tail over those whose target is a long-tail item or unknown
 * @param byHistoryLength over groups by the length of the history, the shortest first; groups
 *     without cases are left out
 * @param lists metrics of the recommended lists; empty if there were none
 */
public record MetricValues(
    Group overall,
    Group head,
    Group tail,
    Map<String, Group> byHistoryLength,
    Map<String, Double> lists) {
  /** Copies the maps and keeps their order. */
  public MetricValues {
    Objects.requireNonNull(overall);
    Objects.requireNonNull(head);
    Objects.requireNonNull(tail);
    byHistoryLength = copy(byHistoryLength);
    lists = copy(lists);
  }

  /**
   * Means over some cases.
   *
   * @param cases number of cases; if 0, every mean is 0
   * @param metrics the means
   */
  public record Group(int cases, Map<String, Double> metrics) {
    /** Copies the map and keeps its order. */
    public Group {
      metrics = copy(metrics);
    }

    /**
     * The mean of a metric.
     *
     * @throws IllegalArgumentException if it was not configured
     */
    public double mean(String key) {
      Double mean = metrics.get(key);
      if (mean == null) {
        throw new IllegalArgumentException(
            "expected one of %s, found %s".formatted(metrics.keySet(), key));
      }
      return mean;
    }
  }

  static <M extends Measure> Map<String, Double> of(List<M> metrics, ToDoubleFunction<M> value) {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.put(metric.key(), value.applyAsDouble(metric)));
    return values;
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    map.forEach(
        (key, value) ->
            Objects.requireNonNull(value, () -> key + ": expected a value, found none"));
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
