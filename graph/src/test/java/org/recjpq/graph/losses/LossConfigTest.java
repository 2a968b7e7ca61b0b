package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossConfigTest {
  @ParameterizedTest
  @EnumSource
  void everyLossCanBeMadeFromItsDefaults(LossKind kind) {
    LossConfig config = kind.defaults();
    assertEquals(kind, config.kind());
    assertEquals(config.negatives(), config.create(100).negatives());
  }

  @Test
  void settingsOutOfRangeOrWithoutEffectAreRefused() {
    assertRefused(
        "negatives of bce must be at least 1, found 0", () -> new LossConfig(LossKind.BCE, 0, 0));
    assertRefused(
        "calibration of bce must lie in [0, 0], found 0.5",
        () -> new LossConfig(LossKind.BCE, 1, 0.5));
    assertRefused(
        "calibration of gbce must lie in [0, 1], found NaN",
        () -> new LossConfig(LossKind.GBCE, 1, Double.NaN));
  }

  private static void assertRefused(String message, Executable wrong) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
  }
}
