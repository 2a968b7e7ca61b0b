package org.recjpq.training.runs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.metrics.Measure;

/** A description of how a run was validated and tested, shared by all outputs. */
final class Protocol {
  private final RunData data;

  Protocol(RunData data) {
    this.data = data;
  }

  /** What is held out, what it is ranked among, and which weights are kept. */
  List<String> sentences() {
    TrainingConfig config = data.config().training();
    EvaluationConfig evaluation = config.evaluation();
    return List.of(
        config.holdout().description(),
        String.format(
            Locale.ROOT,
            "%,d cases are for the test and %,d for validation.",
            data.testCases().count(),
            data.holdout().validation().count()),
        ("Each target is ranked among all items of the catalogue, %s, none sampled. Of equal scores"
                + " the item that appeared earlier in training comes first. A target without"
                + " training interactions is a miss.")
            .formatted(
                evaluation.excludeSeen()
                    ? "those of the user's history left out"
                    : "those of the user's history too"),
        "Head and tail: targets with at least %d training interactions, and with fewer."
            .formatted(LogStatistics.LONG_TAIL_BELOW),
        data.holdout().validation().count() == 0
            ? "Training goes on to its last epoch, without validations; the last weights are kept."
            : "Training stops after %d validations without a better `%s`; the best weights are kept."
                .formatted(config.schedule().patience(), evaluation.stopping().key()));
  }

  /** What each metric means. */
  List<String> metrics() {
    EvaluationConfig evaluation = data.config().training().evaluation();
    return List.of(
        "Means over cases: " + described(evaluation.allMetrics()) + ".",
        "Of the recommended lists: " + described(evaluation.listMetrics()) + ".");
  }

  private static String described(List<? extends Measure> metrics) {
    return metrics.isEmpty()
        ? "nothing"
        : metrics.stream()
            .map(metric -> "`%s`: %s".formatted(metric.key(), metric.description()))
            .collect(Collectors.joining("; "));
  }
}
