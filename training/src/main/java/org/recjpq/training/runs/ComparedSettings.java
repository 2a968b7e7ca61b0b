package org.recjpq.training.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.loop.Curves;
import org.recjpq.training.tensorboard.Experiment;
import org.recjpq.training.tensorboard.Experiment.Kind;
import org.recjpq.training.tensorboard.Experiment.Setting;

/** The settings by which runs are compared on TensorBoard, the most telling ones first. */
final class ComparedSettings {
  /** All that a run may have; what only says where and by whom it was made is left out. */
  static final List<Setting> ALL =
      List.of(
          text("kind"),
          text("model.items.type"),
          text("codes.codes"),
          number("codes.splits"),
          number("model.dimension"),
          number("optimization.learningRate"),
          text("task"),
          text("loss.type"),
          number("loss.negatives.count"),
          number("loss.calibration"),
          number("loss.alpha"),
          number("loss.beta"),
          number("codes.sub-ids"),
          number("codes.bpr-epochs"),
          text("model.encoder.type"),
          number("model.maxLength"),
          number("model.encoder.blocks"),
          number("model.encoder.heads"),
          number("model.encoder.feedForward"),
          new Setting("model.encoder.attendPadding", Kind.TRUTH_VALUE),
          number("model.dropout"),
          text("optimization.schedule"),
          number("optimization.warmupSteps"),
          number("optimization.clipNorm"),
          number("optimization.weightDecay"),
          number("optimization.embeddingL2"),
          new Setting("optimization.lazyAdam", Kind.TRUTH_VALUE),
          number("schedule.batchSize"),
          number("schedule.batchesPerEpoch"),
          number("schedule.epochs"),
          number("schedule.evaluateEvery"),
          number("schedule.patience"),
          number("data.minUserInteractions"),
          number("data.validationUsers"),
          number("data.testUsers"),
          new Setting("data.excludeSeen", Kind.TRUTH_VALUE),
          text("preset"),
          number("seed"),
          number("computation.threads"),
          number("computation.batchParts"),
          new Setting("computation.bfloat16", Kind.TRUTH_VALUE));

  private ComparedSettings() {}

  private static Setting text(String name) {
    return new Setting(name, Kind.TEXT);
  }

  private static Setting number(String name) {
    return new Setting(name, Kind.NUMBER);
  }

  /** The same for all runs that are judged alike. */
  static Experiment experiment(EvaluationConfig evaluation) {
    return new Experiment(ALL, Curves.results(evaluation));
  }

  /** Those that a run has. */
  static Map<String, String> of(RunData data) {
    Map<String, String> settings = data.settings();
    Map<String, String> compared = new LinkedHashMap<>();
    for (Setting setting : ALL) {
      String value = settings.get(setting.name());
      if (value != null) {
        compared.put(setting.name(), value);
      }
    }
    return compared;
  }
}
