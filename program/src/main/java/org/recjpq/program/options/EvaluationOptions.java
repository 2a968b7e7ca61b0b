package org.recjpq.program.options;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of how a model is tested and validated. */
@Heading("Evaluation")
public final class EvaluationOptions {
  @Sets("evaluation.testUsers")
  @Option(
      names = "--test-users",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Number of users whose last interaction is the test, always the same ones for a log"
              + " (default: all).")
  @Nullable Integer testUsers;

  @Sets("evaluation.excludeSeen")
  @Option(
      names = "--exclude-seen",
      description =
          "Exclude the items a user already has from the ranking, in validation and test.")
  boolean excludeSeen;

  @Sets("evaluation.metrics")
  @Option(
      names = "--metrics",
      split = ",",
      paramLabel = "METRIC",
      description =
          "Metrics computed from ranks, such as ndcg@10,recall@20,mrr,map@5,hit@1 (default"
              + " ${DEFAULT-VALUE}).")
  @Nullable List<String> metrics;

  @Sets("evaluation.listMetrics")
  @Option(
      names = "--list-metrics",
      split = ",",
      paramLabel = "METRIC",
      description = "Metrics computed from recommended lists (default ${DEFAULT-VALUE}).")
  @Nullable List<String> listMetrics;

  @Sets("evaluation.stopping")
  @Option(
      names = "--stop-metric",
      paramLabel = "METRIC",
      description =
          "The validation metric that selects the best weights and stops training"
              + " (default ${DEFAULT-VALUE}).")
  @Nullable String stopMetric;
}
