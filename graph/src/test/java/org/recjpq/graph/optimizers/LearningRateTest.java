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
  void wrongSettingsAreRefused() {
    var rate = assertThrows(IllegalArgumentException.class, () -> LearningRate.constant(0));
    assertEquals("learning rate must be a positive number, found 0.0", rate.getMessage());
    var steps = assertThrows(IllegalArgumentException.class, () -> LearningRate.warmUp(1, -1));
    assertEquals("warm-up steps must not be negative, found -1", steps.getMessage());
  }
}
