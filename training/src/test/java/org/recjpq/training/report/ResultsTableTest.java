package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricValues.Group;

class ResultsTableTest {
  @Test
  void aRowHasMetricsAndCosts() {
    Group some = new Group(8, Map.of("mrr", 0.25));
    Group none = new Group(0, Map.of("mrr", 0.0));
    MetricValues values =
        new MetricValues(some, some, none, Map.of(), Map.of("popularity@3", 1234.56));
    RunResult result = new RunResult("gsasrec jpq-svd", 40, 30, 2, 123_456, 2 << 20, values);
    assertEquals(
        """
        |  | cases | mrr | head cases | mrr | tail cases | mrr | popularity@3 | parameters | SavedModel | ms per step | steps | best step | seed |
        | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
        | gsasrec jpq-svd | 8 | 0.2500 | 8 | 0.2500 | 0 | - | 1234.6 | 123,456 | 2.0 MiB | 50 | 40 | 30 | 7 |
        """,
        new ResultsTable().add(result, 7).toString());
  }
}
