package org.recjpq.savedmodels.requests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.recjpq.savedmodels.files.ItemIds;

class PredictRequestTest {
  private static final PredictRequest REQUEST =
      new PredictRequest(
          "m",
          "sig",
          new TreeMap<>(
              Map.of(
                  "b", TensorMessages.vector(3),
                  "a", new TensorMessages(ItemIds.STRINGS).matrix(List.of(List.of("x"))))));

  /** Written by hand: a tag is the number of the field times 8, plus 2 for bytes. */
  @Test
  void theBytesAreThoseOfAPredictionLog() {
    String spec = "0a 01 6d" + "1a 03 73 69 67"; // name "m", signature_name "sig"
    String matrix = "08 07" + "12 08 12 02 08 01 12 02 08 01" + "42 01 78"; // string [1, 1], "x"
    String vector = "08 03" + "12 04 12 02 08 01" + "3a 01 03"; // int32 [1], 3
    String a = "0a 01 61" + "12 0f" + matrix;
    String b = "0a 01 62" + "12 0b" + vector;
    String request = "0a 08" + spec + "12 14" + a + "12 10" + b;
    String expected = "32 34" + "0a 32" + request;
    assertArrayEquals(
        HexFormat.of().parseHex(expected.replace(" ", "")), REQUEST.toPredictionLog());
  }

  @Test
  void aPredictionLogIsReadAsItWasWritten() throws InvalidProtocolBufferException {
    assertEquals(REQUEST, PredictRequest.ofPredictionLog(REQUEST.toPredictionLog()));
  }

  @Test
  void otherBytesAreNoPredictionLog() {
    assertThrows(
        InvalidProtocolBufferException.class,
        () -> PredictRequest.ofPredictionLog(new byte[] {0x32, 9, 1}));
  }
}
