package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemCodesTest {
  private static final int ROWS = 37;
  private static final int SPLITS = 3;

  /** Chunks of 1, 2, 8 and all rows. */
  @ParameterizedTest
  @CsvSource({
    "256, 1",
    "256, 8",
    "256, 25",
    "256, 1000",
    "257, 1",
    "257, 8",
    "257, 25",
    "65536, 8",
    "65537, 8"
  })
  void chunksDoNotChangeTheCodes(int subIds, int chunkCells) {
    ItemCodes codes = codes(subIds, chunkCells);
    assertEquals(ROWS, codes.rows());
    for (int row = 0; row < ROWS; row++) {
      for (int split = 0; split < SPLITS; split++) {
        assertEquals(subId(row, split, subIds), codes.subId(row, split));
      }
    }
    for (int first = 0; first <= ROWS; first++) {
      for (int count = 0; count <= ROWS - first; count++) {
        assertArrayEquals(expected(first, count, subIds), copied(codes, first, count));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> codes(256, 8).subId(ROWS, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> codes(256, 8).subId(0, SPLITS));
    assertThrows(
        IndexOutOfBoundsException.class, () -> codes(256, 8).copy(ROWS - 1, 2, new byte[6]));
    assertRefused(
        "expected at most 256 sub-ids per split, found 257",
        () -> codes(257, 8).copy(0, 1, new byte[3]));
    assertRefused(
        "expected more than 256 sub-ids per split, found 256",
        () -> codes(256, 8).copy(0, 1, new int[3]));
    assertRefused(
        "sub-ids must lie in [0, 2), found 2 in row 1, split 0",
        () -> ItemCodes.generate(new CodeShape(SPLITS, 2), 2, (row, split) -> 2 * row));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static int[] copied(ItemCodes codes, int first, int count) {
    int[] ints = new int[count * SPLITS];
    if (codes.shape().bytesPerSubId() > Byte.BYTES) {
      codes.copy(first, count, ints);
      return ints;
    }
    byte[] bytes = new byte[ints.length];
    codes.copy(first, count, bytes);
    return IntStream.range(0, bytes.length).map(i -> Byte.toUnsignedInt(bytes[i])).toArray();
  }

  private static int[] expected(int first, int count, int subIds) {
    return IntStream.range(first * SPLITS, (first + count) * SPLITS)
        .map(cell -> subId(cell / SPLITS, cell % SPLITS, subIds))
        .toArray();
  }

  private static ItemCodes codes(int subIds, int chunkCells) {
    return ItemCodes.generate(
        new CodeShape(SPLITS, subIds), ROWS, (row, split) -> subId(row, split, subIds), chunkCells);
  }

  private static int subId(int row, int split, int subIds) {
    return Math.floorMod(-1 - 11 * (row * SPLITS + split), subIds);
  }
}
