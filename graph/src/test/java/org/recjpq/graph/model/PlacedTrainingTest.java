package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.placement.Devices;
import org.recjpq.graph.placement.Workplace;

class PlacedTrainingTest {
  private static final int PARTS = 4; // two of them on one of three devices

  @ParameterizedTest
  @MethodSource("org.recjpq.graph.model.BatchPartsTest#models")
  void severalDevicesTrainTheWeightsOfOne(ModelConfig config, LossSettings loss) {
    List<float[]> expected = weights(config, loss, Workplace.here());
    List<float[]> actual = weights(config, loss, new Devices(Devices.Kind.CPU, 3));
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
