package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Golden values of TensorBoard 2.21: {@code HParamsPluginData(...).SerializeToString()}. */
class HParamsTest {
  @Test
  void settingsAreNumbersTruthValuesAndTexts() {
    Map<String, String> settings = new TreeMap<>(Map.of("a", "0.5", "b", "true", "c", "svd"));
    assertEquals(
        "1a2e0a0e0a0161120911000000000000e03f0a070a0162120220010a0a0a016312051a03737664"
            + "290000000000002940",
        hex(HParams.started(settings, 12.5)));
  }

  @Test
  void aTrainingEndsWellOrNot() {
    assertEquals("220b0801110000000000002b40", hex(HParams.ended(EventFile.Outcome.SUCCESS, 13.5)));
    assertEquals("220b0802110000000000002b40", hex(HParams.ended(EventFile.Outcome.FAILURE, 13.5)));
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
