package org.recjpq.program.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recjpq.training.checkpoints.LossMean;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.Schedule;
import org.recjpq.training.config.TrainingConfig;

class OutcomeTest {
  private static final TrainingConfig CONFIG =
      TrainingConfig.gsasrec().with("schedule", new Schedule(8, 0, 20, 10, 3));
  private static final TrainingState PATIENCE_LOST =
      new TrainingState(80, 8, 0.2, 50, 3, 1, LossMean.NONE);
  private static final TrainingState RISING =
      new TrainingState(200, 20, 0.2, 200, 0, 1, LossMean.NONE);
  private static final TrainingState LEVEL =
      new TrainingState(200, 20, 0.2, 190, 1, 1, LossMean.NONE);
  private static final Map<String, Double> BASELINES = new LinkedHashMap<>();

  static {
    BASELINES.put("popularity", 0.01);
    BASELINES.put("markov", 0.04);
    BASELINES.put("item-knn", 0.02);
  }

  @Test
  void saysWhyTrainingStopped() {
    assertEquals(
        "Training stopped because 3 validations in a row brought no better ndcg@10 (--patience).",
        Outcome.whyStopped(CONFIG, PATIENCE_LOST));
    assertEquals(
        "Training stopped after all 20 epochs, while validations were still getting better"
            + " (--epochs).",
        Outcome.whyStopped(CONFIG, RISING));
    assertEquals(
        "Training stopped after all 20 epochs (--epochs).", Outcome.whyStopped(CONFIG, LEVEL));
  }

  @Test
  void aBetterModelIsComparedWithTheBestBaseline() {
    assertEquals(
        List.of(
            "The model beats the best baseline, markov: ndcg@10 0.0500 against 0.0400, 1.25 times"
                + " as good."),
        new Outcome(CONFIG, PATIENCE_LOST, 0.05, 0.3, BASELINES, true).lines());
    assertEquals(
        List.of("The model beats the best baseline, popularity: ndcg@10 0.0500 against 0.0000."),
        new Outcome(CONFIG, PATIENCE_LOST, 0.05, 0.3, Map.of("popularity", 0.0), true).lines());
  }

  @Test
  void onePercentIsNoDifference() {
    assertEquals(
        List.of("The model and the best baseline, markov, are level: ndcg@10 0.0397 and 0.0400."),
        new Outcome(CONFIG, PATIENCE_LOST, 0.0397, 0, BASELINES, true).lines());
    assertEquals(
        List.of("The model and the best baseline, markov, are level: ndcg@10 0.0403 and 0.0400."),
        new Outcome(CONFIG, PATIENCE_LOST, 0.0403, 0, BASELINES, true).lines());
  }

  @Test
  void aBetterBaselineIsFollowedByWhatToTry() {
    assertEquals(
        List.of(
            "The baseline markov is better than the model: ndcg@10 0.0400 against 0.0305.",
            "Try next: --epochs 80, because training ended before validations stopped getting"
                + " better",
            "          --memory 20, which adds what follows what in the log to the model",
            "          --exclude-seen, because no user of this log has an item twice"),
        new Outcome(CONFIG, RISING, 0.0305, 0, BASELINES, false).lines());
    assertEquals(
        List.of(
            "The baseline markov is better than the model: ndcg@10 0.0400 against 0.0300.",
            "Try next: --items full, which is feasible for small catalogues",
            "          --dimension 64, because small logs need small models",
            "          --model gsasrec --items full, another loss and table"),
        new Outcome(TrainingConfig.recommended(), lost(), 0.03, 0, BASELINES, true).lines());
  }

  private static TrainingState lost() {
    int patience = TrainingConfig.recommended().schedule().patience();
    return new TrainingState(80, 8, 0.2, 50, patience, 1, LossMean.NONE);
  }

  @Test
  void listsThatAreAlikeAreSaidToBe() {
    assertEquals(
        List.of(
            "The lists are much the same for everyone: two users have on average 7.3 of 10 items in"
                + " common."),
        new Outcome(CONFIG, LEVEL, 0.04, 0.73, Map.of(), true).lines());
  }
}
