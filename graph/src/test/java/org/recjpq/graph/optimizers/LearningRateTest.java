package org.recjpq.graph.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  @Test
  void constantStaysAsItIs() {
    var rate = LearningRate.constant(0.001);
    assertEquals(0.001f, rate.at(1));
    assertEquals(0.001f, rate.at(1_000_000));
  }

  @Test
  void warmUpRisesInEqualStepsAndStays() {
    var rate = LearningRate.warmUp(0.4, 4);
    assertEquals(0.1f, rate.at(1));
    assertEquals(0.2f, rate.at(2));
    assertEquals(0.3f, rate.at(3), 1e-7f);
    assertEquals(0.4f, rate.at(4));
    assertEquals(0.4f, rate.at(5));
  }

  @Test
  void noWarmUpIsConstant() {
    assertEquals(0.4f, LearningRate.warmUp(0.4, 0).at(1));
  }

  @Test
  void linearFallsInEqualStepsToNothing() {
    var rate = RateSchedule.LINEAR.rate(0.4, 2, 6);
    assertRates(rate, 0.2, 0.4, 0.3, 0.2, 0.1, 0, 0);
    assertRates(RateSchedule.LINEAR.rate(1, 0, 4), 0.75, 0.5, 0.25, 0);
  }

  @Test
  void cosineFallsSlowlyThenFastThenSlowly() {
    // cos(45°) = 0.70711, cos(90°) = 0, cos(135°) = -0.70711
    var rate = RateSchedule.COSINE.rate(2, 2, 6);
    assertRates(rate, 1, 2, 1.70711, 1, 0.29289, 0, 0);
  }

  @Test
  void constantIgnoresTheLastStep() {
    assertRates(RateSchedule.CONSTANT.rate(0.4, 2, 3), 0.2, 0.4, 0.4, 0.4);
  }

  private static void assertRates(LearningRate rate, double... expected) {
    for (int step = 1; step <= expected.length; step++) {
      assertEquals(expected[step - 1], rate.at(step), 1e-5, "step " + step);
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    var rate = assertThrows(IllegalArgumentException.class, () -> LearningRate.constant(0));
    assertEquals("learning rate must be a positive number, found 0.0", rate.getMessage());
    var steps = assertThrows(IllegalArgumentException.class, () -> LearningRate.warmUp(1, -1));
    assertEquals("warm-up steps must not be negative, found -1", steps.getMessage());
    var noFall = assertThrows(IllegalArgumentException.class, () -> LearningRate.linear(1, 5, 5));
    assertEquals("warm-up steps must be fewer than all 5 steps, found 5", noFall.getMessage());
  }
}
