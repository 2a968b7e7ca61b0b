package org.recjpq.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.tensorboard.CustomLayout;
import org.recjpq.training.tensorboard.CustomLayout.Category;
import org.recjpq.training.tensorboard.CustomLayout.Chart;

/** The curves of a run by their TensorBoard tags, and which are shown together. */
public final class Curves {
  static final String LOSS = "train/loss";
  static final String LEARNING_RATE = "train/learning_rate";
  static final String GRADIENT_NORM = "train/gradient_norm";
  static final String SEQUENCES_PER_S = "train/sequences_per_s";
  static final String STEP_MS = "train/step_ms";
  static final String WAIT_MS = "train/wait_ms";
  static final String HEAP_MB = "resources/heap_mb";
  static final String RESIDENT_MB = "resources/resident_mb";
  static final String TENSORS_MB = "resources/step_tensors_mb";
  static final String SECONDS = "resources/validation_seconds";
  static final String MEMORY_SHARE = "quality/share_from_memory";

  private static final Category LOSS_CHARTS =
      Category.of(
          "Loss",
          Chart.of("Loss of the batches", LOSS),
          Chart.of("Gradient norm", GRADIENT_NORM),
          Chart.of("Learning rate", LEARNING_RATE));

  private static final Category SPEED_AND_MEMORY =
      Category.of(
          "Speed and memory",
          Chart.of("Sequences per second", SEQUENCES_PER_S),
          Chart.of("Milliseconds per step, and waiting for data", STEP_MS, WAIT_MS),
          Chart.of("Seconds per validation", SECONDS),
          Chart.of("Memory in MiB", HEAP_MB, RESIDENT_MB, TENSORS_MB));

  private Curves() {}

  /**
   * Tag of a validation metric, by its key; TensorBoard sorts tags, and quality comes before
   * resources and training.
   */
  public static String validation(String key) {
    return "quality/" + key.replace('-', '_');
  }

  /** The same over head items only. */
  static String head(String key) {
    return validation(key) + "_head";
  }

  /** The same over tail items only. */
  static String tail(String key) {
    return validation(key) + "_tail";
  }

  /** Tag of the memory alone by a metric. */
  static String memoryAlone(String key) {
    return validation(key) + "_memory_alone";
  }

  /** Tag of model and memory by a metric. */
  static String withMemory(String key) {
    return validation(key) + "_with_memory";
  }

  /** All metrics of ranks but the one that stops training. */
  private static List<String> others(EvaluationConfig config) {
    return config.allMetrics().stream()
        .filter(metric -> !metric.equals(config.stopping()))
        .map(Metric::key)
        .toList();
  }

  /**
   * The charts of the Custom Scalars dashboard.
   *
   * @param memory whether there is a memory of transitions beside the model
   */
  public static CustomLayout layout(EvaluationConfig config, boolean memory) {
    return new CustomLayout(
        Stream.of(
                quality(config),
                memory ? memory(config) : new Category("Memory of transitions", List.of()),
                LOSS_CHARTS,
                lists(config),
                SPEED_AND_MEMORY)
            .filter(category -> !category.charts().isEmpty())
            .toList());
  }

  private static Category quality(EvaluationConfig config) {
    String score = config.stopping().key();
    List<Chart> charts = new ArrayList<>();
    charts.add(
        chart(score + ", all targets, head and tail", validation(score), head(score), tail(score)));
    others(config).forEach(key -> charts.add(chart(key, validation(key))));
    return new Category("Quality", charts);
  }

  private static Category memory(EvaluationConfig config) {
    String score = config.stopping().key();
    return Category.of(
        "Memory of transitions",
        chart(
            score + ": the model alone, the memory alone, both with the usual weight",
            validation(score),
            memoryAlone(score),
            withMemory(score)),
        chart(
            "Share of the score of both that is earned where the memory knows the transition",
            MEMORY_SHARE));
  }

  private static Category lists(EvaluationConfig config) {
    return new Category(
        "Recommended lists",
        config.listMetrics().stream()
            .map(
                metric ->
                    chart(metric.key() + ": " + metric.description(), validation(metric.key())))
            .toList());
  }

  /** A chart of exactly these tags, which are not patterns. */
  private static Chart chart(String title, String... tags) {
    return Chart.of(
        title, Stream.of(tags).map(tag -> tag.replaceAll("[.$]", "\\\\$0")).toArray(String[]::new));
  }
}
