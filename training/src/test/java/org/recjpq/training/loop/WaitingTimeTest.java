package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WaitingTimeTest {
  private static TrainingStep step(long number, long nanos, long waitedNanos) {
    return new TrainingStep(
        number, 0, 16, 8, 0.001, 1, 1, 1, TrainingStep.NOT_MEASURED, nanos, waitedNanos);
  }

  @Test
  void theFirstStepCountsByItself() {
    WaitingTime waiting = new WaitingTime();
    waiting.stepped(step(1, 90_000_000, 80_000_000));
    assertEquals(0, waiting.milliseconds());
    waiting.stepped(step(2, 10_000_000, 1_000_000));
    waiting.stepped(step(3, 30_000_000, 0));
    assertEquals(0.5, waiting.milliseconds(), 1e-12);
    assertEquals(0.025, waiting.share(), 1e-12);
    assertEquals(
        "Steps waited 0.500 ms for their batches on average, 2.50 % of their time, and the first"
            + " one 80 ms",
        waiting.toString());
  }
}
