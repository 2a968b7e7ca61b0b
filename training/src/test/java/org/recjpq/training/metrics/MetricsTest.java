package org.recjpq.training.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.parts.Parts;

class MetricsTest {
  /** A metric without a cut-off that is not registered. */
  public record Median() implements Metric {
    @Override
    public double of(int rank) {
      return 0;
    }
  }

  /** A metric without defaults. */
  public record Discounted(double base) implements Metric {
    @Override
    public double of(int rank) {
      return 0;
    }
  }

  @Test
  void aKeyIsANameWithOrWithoutACutOff() {
    assertEquals(new Ndcg(10), Metrics.parse("ndcg@10"));
    assertEquals(new Recall(20), Metrics.parse("RECALL@20"));
    assertEquals(new ReciprocalRank(), Metrics.parse("mrr"));
    assertEquals(new ReciprocalRank(3), Metrics.parse("mrr@3"));
    assertEquals(new Ndcg(), Metrics.parse("ndcg"));
    assertEquals(new TailShare(5), Metrics.parseList("tail_share@5"));
    assertEquals(new Median(), Metrics.parse(Median.class.getName()));
  }

  @Test
  void everyKnownMetricIsReadFromItsKey() {
    assertEquals("hit, map, mrr, ndcg, recall", Parts.names(Metric.class));
    for (Metric metric : Parts.all(Metric.class)) {
      assertEquals(metric, Metrics.parse(metric.key()));
      assertEquals(metric.at(7), Metrics.parse(metric.at(7).key()));
      assertEquals(metric.name() + "@7", metric.at(7).key());
    }
    assertEquals(
        "coverage, diversity, novelty, overlap, popularity, tail-share",
        Parts.names(ListMetric.class));
    for (ListMetric metric : Parts.all(ListMetric.class)) {
      assertEquals(metric.at(7), Metrics.parseList(metric.at(7).key()));
      assertEquals(metric.name() + "@7", metric.at(7).key());
    }
  }

  @Test
  void anUnknownNameIsAnsweredByTheKnownOnes() {
    assertEquals(
        "expected one of hit, map, mrr, ndcg, recall, or the name of a class on the class"
            + " path that implements Metric, found ndgc; correct it or add the jar of that class",
        problem("ndgc@10"));
    assertEquals(
        "expected one of hit, map, mrr, ndcg, recall, or the name of a class on the class path that"
            + " implements Metric, found coverage; correct it or add the jar of that class",
        problem("coverage@10"));
  }

  @Test
  void aCutOffIsAWholeNumberOfPlaces() {
    assertEquals(
        "Metric: expected a whole number of positions after the @, such as ndcg@10, found ndcg@ten;"
            + " correct it",
        problem("ndcg@ten"));
    assertEquals(
        "Metric: ndcg@0: a cut-off must lie in [1, 2147483647), found 0", problem("ndcg@0"));
    String median = Median.class.getName();
    assertEquals(
        "Metric: %s@5: %s has no cut-off: expected none, found @5".formatted(median, median),
        problem(median + "@5"));
  }

  @Test
  void aClassWithoutDefaultsNeedsItsSettings() {
    assertEquals(
        "Metric: expected a class with a public constructor without parameters, found "
            + Discounted.class.getName()
            + "; give its settings as an object with this name as type",
        problem(Discounted.class.getName()));
  }

  private static String problem(String text) {
    return String.valueOf(
        assertThrows(DataException.class, () -> Metrics.parse(text)).getMessage());
  }
}
