package org.recjpq.training.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadableSettingsTest {
  @Test
  void zeroIsSaidToBeNoneOrAll() {
    Map<String, String> settings =
        Map.of(
            "evaluation.testUsers", "0",
            "optimization.clipNorm", "0.0",
            "memory.successors", "20",
            "seed", "0",
            "optimization.optimizer.itemRate", "1.0",
            "optimization.learningRate", "0.001");
    assertEquals(
        Map.of(
            "evaluation.testUsers", "all",
            "optimization.clipNorm", "none",
            "memory.successors", "20",
            "seed", "0",
            "optimization.optimizer.itemRate", "1",
            "optimization.learningRate", "0.001"),
        ReadableSettings.of(settings));
  }

  @Test
  void theSettingsAreThoseOfATraining() {
    Map<String, String> readable = ReadableSettings.of(TrainingConfig.recommended().settings());
    assertEquals("all", readable.get("evaluation.testUsers"));
    assertEquals("no limit", readable.get("schedule.batchesPerEpoch"));
    assertEquals("none", readable.get("optimization.embeddingL2"));
    assertTrue(readable.containsKey("model.dropout"));
  }
}
