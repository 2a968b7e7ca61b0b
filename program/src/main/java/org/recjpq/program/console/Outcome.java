package org.recjpq.program.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.Schedule;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.metrics.Overlap;

/**
 * What a training came to, in a few lines: why it stopped, whether the model beats the baselines,
 * whether its lists differ, and what to try next.
 *
 * @param config the settings
 * @param end where training ended
 * @param score of the model in the test, by the metric that stops training
 * @param overlap of its lists in the test, by {@link Overlap}; 0 if there are none
 * @param baselines scores of baselines in the test, by name
 * @param repeats whether users of the log have the same item more than once
 */
public record Outcome(
    TrainingConfig config,
    TrainingState end,
    double score,
    double overlap,
    Map<String, Double> baselines,
    boolean repeats) {
  /** Lists of two users that have more in common than this are called alike. */
  private static final double ALIKE = 0.5;

  /** Scores whose difference is no larger part of them are called level. */
  private static final double LEVEL = 0.01;

  /** The lists that are compared. */
  public static final Overlap LISTS = new Overlap(Evaluation.LIST_LENGTH);

  /** Copies the baselines in their order. */
  public Outcome {
    baselines = new LinkedHashMap<>(baselines);
  }

  /** Why training stopped; one sentence. */
  public static String whyStopped(TrainingConfig config, TrainingState end) {
    Schedule schedule = config.schedule();
    if (schedule.epochs() == 0) {
      return "Nothing was trained (--epochs 0).";
    }
    if (end.evaluationsSinceBest() >= schedule.patience()) {
      return String.format(
          Locale.ROOT,
          "Training stopped because %,d validations in a row brought no better %s (--patience).",
          schedule.patience(),
          config.evaluation().stopping().key());
    }
    return String.format(
        Locale.ROOT,
        "Training stopped after all %,d epochs%s (--epochs).",
        schedule.epochs(),
        isStillRising(end) ? ", while validations were still getting better" : "");
  }

  private static boolean isStillRising(TrainingState end) {
    return end.hasScore() && end.bestStep() == end.step();
  }

  /** One sentence a line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    baselines.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(best -> lines.addAll(against(best.getKey(), best.getValue())));
    if (overlap > ALIKE) {
      lines.add(
          String.format(
              Locale.ROOT,
              "The lists are much the same for everyone: two users have on average %.1f of %d items"
                  + " in common.",
              overlap * LISTS.k(),
              LISTS.k()));
    }
    return lines;
  }

  private List<String> against(String baseline, double ofBaseline) {
    String metric = config.evaluation().stopping().key();
    if (Math.abs(score - ofBaseline) <= LEVEL * ofBaseline) {
      return List.of(
          String.format(
              Locale.ROOT,
              "The model and the best baseline, %s, are level: %s %.4f and %.4f.",
              baseline,
              metric,
              score,
              ofBaseline));
    }
    if (score > ofBaseline) {
      return List.of(
          String.format(
              Locale.ROOT,
              "The model beats the best baseline, %s: %s %.4f against %.4f%s.",
              baseline,
              metric,
              score,
              ofBaseline,
              ofBaseline > 0
                  ? String.format(Locale.ROOT, ", %.2f times as good", score / ofBaseline)
                  : ""));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "The baseline %s is better than the model: %s %.4f against %.4f.",
            baseline,
            metric,
            ofBaseline,
            score));
    List<String> next = next();
    for (int i = 0; i < next.size(); i++) {
      lines.add((i == 0 ? "Try next: " : "          ") + next.get(i));
    }
    return lines;
  }

  /** What may help, the most promising first. */
  private List<String> next() {
    List<String> next = new ArrayList<>();
    Schedule schedule = config.schedule();
    if (end.hasScore()
        && end.evaluationsSinceBest() < schedule.patience()
        && schedule.epochs() > 0) {
      next.add(
          "--epochs %d, because training ended before validations stopped getting better"
              .formatted(4L * schedule.epochs()));
    }
    if (!config.memory().hasSuccessors()) {
      next.add("--memory 20, which adds what follows what in the log to the model");
    }
    if (!repeats && !config.evaluation().excludeSeen()) {
      next.add("--exclude-seen, because no user of this log has an item twice");
    }
    if (config.model().items().codes() != null) {
      next.add("--items full, which is feasible for small catalogues");
    }
    if (config.model().dimension() > 64) {
      next.add("--dimension 64, because small logs need small models");
    }
    next.add("--model gsasrec --items full, another loss and table");
    return next.stream().limit(3).toList();
  }
}
