package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.WeightType;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

class CodeTensorTest {
  private static final int ITEMS = 40;

  /** 1, 2 and 63 in 6 bits each, the lowest bits first: 10000001, 11110000, 00000011. */
  @Test
  void bitsByHand() {
    Packing packing = new Packing(3, 6);
    assertEquals(3, packing.rowBytes());
    assertArrayEquals(
        new byte[] {(byte) 0x81, (byte) 0xf0, 0x03}, packing.pack(new byte[] {1, 2, 63}, 1));
  }

  @Test
  void onlyCodesThatBecomeSmallerArePacked() {
    assertTrue(CodeTensor.canBePacked(new CodeShape(8, 128)));
    assertFalse(CodeTensor.canBePacked(new CodeShape(7, 129)));
    assertFalse(CodeTensor.canBePacked(new CodeShape(8, 256)));
    assertFalse(CodeTensor.canBePacked(new CodeShape(8, 1000)));
    assertFalse(CodeTensor.canBePacked(new CodeShape(1, 16)));
    assertTrue(CodeTensor.canBePacked(new CodeShape(2, 16)));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 16, 4, true",
    "8, 16, 4, false",
    "8, 64, 6, true",
    "3, 16, 2, true",
    "5, 33, 4, false",
    "9, 128, 8, true",
    "9, 2, 2, true",
    "7, 1, 1, true",
    "8, 256, 8, false"
  })
  void packedCodesAreTheSame(int splits, int subIds, int rowBytes, boolean constant) {
    ItemCodes codes =
        RandomCodes.draw(new CodeShape(splits, subIds), ITEMS, new SplittableRandom(5));
    int rows = codes.rows();
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = Parameters.stored(tf, WeightType.FLOAT32, true);
      var tensor = new CodeTensor(parameters, "codes", codes, constant ? 1 << 20 : 0);
      tensor.initialise(test.session());
      String stored = rowBytes < splits ? "codes/packed/read" : "codes/read";
      assertEquals(
          Shape.of(rows, rowBytes), test.graph().operationOrThrow(stored).output(0).shape());
      int[] expected =
          IntStream.range(0, rows * splits)
              .map(cell -> codes.subId(cell / splits, cell % splits))
              .toArray();
      var all =
          tf.reshape(
              tf.range(tf.constant(0), tf.constant(rows), tf.constant(1)),
              tf.constant(new int[] {2, rows / 2}));
      assertArrayEquals(expected, test.ints(tensor.subIdsTogether(tf, all)));
      assertArrayEquals(expected, test.ints(tensor.subIds(tf, 0, rows)));
      for (int k = 0; k < splits; k++) {
        int split = k;
        int[] ofSplit = IntStream.range(0, rows).map(row -> codes.subId(row, split)).toArray();
        assertArrayEquals(ofSplit, test.ints(tensor.subIds(tf).get(split)));
        assertArrayEquals(ofSplit, test.ints(tensor.subIds(tf, all).get(split)));
      }
      try (Result read = test.session().runner().fetch("codes/read").run()) {
        byte[] bytes = new byte[rows * splits];
        ((TUint8) read.get(0)).asRawTensor().data().read(bytes);
        assertArrayEquals(
            expected, IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray());
      }
    }
  }
}
