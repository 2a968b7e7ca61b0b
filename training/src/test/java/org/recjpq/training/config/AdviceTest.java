package org.recjpq.training.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.LogStatistics;

class AdviceTest {
  private static final TrainingConfig BASE = TrainingConfig.preset("quickstart");

  private static LogStatistics log(int users, int items, double repeatShare) {
    return new LogStatistics(users, items, 100_836, 165.3, 70.5, 400, 2_698, 0.6, 0.2, repeatShare);
  }

  @Test
  void aSmallLogWithoutRepeats() {
    Advice advice = Advice.of(log(610, 9_724, 0));
    TrainingConfig config = advice.over(BASE);
    assertTrue(config.evaluation().excludeSeen());
    assertEquals(128, config.model().dimension());
    assertEquals(64, config.schedule().batchSize());
    assertEquals(200, config.schedule().epochs(), "2,000 steps of 10 an epoch");
    assertEquals(610, ((LeaveOneOut) config.holdout()).validationUsers());
    assertEquals(
        List.of(
            "evaluation.excludeSeen true: users do not come back to an item (0.0 % repeats)",
            "model.dimension 128: 9,724 items are quickly told apart",
            "schedule.batchSize 64: 610 users make 10 batches an epoch",
            "schedule.epochs 200: 2,000 steps are enough for a first model; it may stop before",
            "holdout.validationUsers 610: more users choose the best step more surely"),
        advice.lines(config));
  }

  @Test
  void aLargeLogWithRepeats() {
    TrainingConfig config = Advice.of(log(1_000_000, 250_000, 0.3)).over(BASE);
    assertFalse(config.evaluation().excludeSeen());
    assertEquals(64, config.model().dimension());
    assertEquals(128, config.schedule().batchSize());
    assertEquals(1, config.schedule().epochs());
    assertEquals(4_096, ((LeaveOneOut) config.holdout()).validationUsers());
  }

  @Test
  void whatTheUserSetsOtherwiseIsNotTold() {
    Advice advice = Advice.of(log(610, 9_724, 0.3));
    TrainingConfig config =
        advice.over(BASE).with("schedule.batchSize", 32).with("model.dimension", 64);
    assertEquals(
        List.of(
            "evaluation.excludeSeen false: 30.0 % of the interactions are with an item that the"
                + " user had before",
            "schedule.epochs 200: 2,000 steps are enough for a first model; it may stop before",
            "holdout.validationUsers 610: more users choose the best step more surely"),
        advice.lines(config));
  }
}
