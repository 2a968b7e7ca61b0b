package org.recjpq.training.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.recjpq.assignment.logs.LogStatistics;

/**
 * Settings for a first model of a log, each with its reason. A small written rule: it looks at the
 * statistics of the log alone and measures nothing.
 *
 * @param choices the settings, in the order in which they are told
 */
public record Advice(List<Choice> choices) {
  /** A smaller share of repeats counts as none: some logs have a few by mistake. */
  private static final double FEW_REPEATS = 0.01;

  /** Below, batches are smaller, so that an epoch has a good number of steps. */
  private static final int FEW_USERS = 5_000;

  /**
   * With more items, vectors and codes of the smaller dimension take a minute less each million.
   */
  private static final int MANY_ITEMS = 200_000;

  /** Steps after which a first model is good enough. */
  private static final int STEPS = 2_000;

  private static final int VALIDATION_USERS = 4_096;
  private static final int SMALL_BATCH = 64;
  private static final int BATCH = 128;
  private static final int SMALL_DIMENSION = 64;
  private static final int DIMENSION = 128;

  /**
   * One setting.
   *
   * @param setting its path, as in files
   * @param value its value
   * @param because the reason, as the end of a sentence
   */
  public record Choice(String setting, Object value, String because) {}

  /** Copies the list. */
  public Advice {
    choices = List.copyOf(choices);
  }

  /** What fits a log. */
  public static Advice of(LogStatistics log) {
    List<Choice> choices = new ArrayList<>();
    boolean repeats = log.repeatShare() >= FEW_REPEATS;
    choices.add(
        new Choice(
            "evaluation.excludeSeen",
            !repeats,
            String.format(
                Locale.ROOT,
                repeats
                    ? "%.1f %% of the interactions are with an item that the user had before"
                    : "users do not come back to an item (%.1f %% repeats)",
                100 * log.repeatShare())));
    boolean many = log.items() > MANY_ITEMS;
    choices.add(
        new Choice(
            "model.dimension",
            many ? SMALL_DIMENSION : DIMENSION,
            String.format(
                Locale.ROOT,
                many ? "%,d items take their time" : "%,d items are quickly told apart",
                log.items())));
    boolean few = log.users() < FEW_USERS;
    int batch = few ? SMALL_BATCH : BATCH;
    int perEpoch = (log.users() + batch - 1) / batch;
    choices.add(
        new Choice(
            "schedule.batchSize",
            batch,
            String.format(
                Locale.ROOT, "%,d users make %,d batches an epoch", log.users(), perEpoch)));
    choices.add(
        new Choice(
            "schedule.epochs",
            (STEPS + perEpoch - 1) / perEpoch,
            String.format(
                Locale.ROOT, "%,d steps are enough for a first model; it may stop before", STEPS)));
    choices.add(
        new Choice(
            "holdout.validationUsers",
            Math.min(log.users(), VALIDATION_USERS),
            "more users choose the best step more surely"));
    return new Advice(choices);
  }

  /** Settings with these choices over them. */
  public TrainingConfig over(TrainingConfig config) {
    TrainingConfig chosen = config;
    for (Choice choice : choices) {
      chosen = chosen.with(choice.setting(), choice.value());
    }
    return chosen;
  }

  /**
   * The choices that hold in a configuration, which may have other values for some of them, as
   * lines such as "schedule.batchSize 64: 610 users make 10 batches an epoch".
   */
  public List<String> lines(TrainingConfig config) {
    Map<String, String> settings = config.settings();
    return choices.stream()
        .filter(choice -> choice.value().toString().equals(settings.get(choice.setting())))
        .map(choice -> choice.setting() + " " + choice.value() + ": " + choice.because())
        .toList();
  }
}
