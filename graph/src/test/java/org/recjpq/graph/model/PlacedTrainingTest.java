package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.placement.Devices;
import org.recjpq.graph.placement.PackedDevices;
import org.recjpq.graph.placement.Workplace;

class PlacedTrainingTest {
  private static final int PARTS = 4;
  private static final int PLACES = 3; // one of them has two parts

  @ParameterizedTest
  @MethodSource("org.recjpq.graph.model.BatchPartsTest#models")
  void severalPlacesTrainTheWeightsOfOne(ModelConfig config, LossSettings loss) {
    assertEqualWeights(config, loss, new PackedDevices(PLACES));
  }

  @Test
  void severalDevicesTrainTheWeightsOfOne() {
    Object[] first = BatchPartsTest.models().findFirst().orElseThrow().get();
    assertEqualWeights(
        (ModelConfig) first[0], (LossSettings) first[1], new Devices(Devices.Kind.CPU, PLACES));
  }

  private static void assertEqualWeights(
      ModelConfig config, LossSettings loss, Workplace workplace) {
    List<float[]> expected = weights(config, loss, Workplace.here());
    List<float[]> actual = weights(config, loss, workplace);
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), "parameter " + i);
    }
  }

  private static List<float[]> weights(ModelConfig config, LossSettings loss, Workplace workplace) {
    try (var trained = new TrainedInParts(config, loss, PARTS, workplace)) {
      for (int sequences : new int[] {7, 1, 4}) {
        trained.train(sequences);
      }
      return trained.weights();
    }
  }
}
