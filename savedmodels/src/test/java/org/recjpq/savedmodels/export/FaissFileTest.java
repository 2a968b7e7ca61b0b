package org.recjpq.savedmodels.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

class FaissFileTest {
  /**
   * Golden values of FAISS 1.15.1: {@code serialize_index} of {@code IndexPQ(4, 2, 8,
   * METRIC_INNER_PRODUCT)} with centroids 0, 1, ... 1023 and the codes 0 255, 1 2, 7 9.
   */
  @Test
  void writesTheBytesThatFaissWrites() throws IOException {
    int[][] subIds = {{0, 255}, {1, 2}, {7, 9}, {3, 3}, {4, 4}}; // the last two: padding and mask
    ItemCodes codes =
        ItemCodes.generate(new CodeShape(2, 256), 5, (row, split) -> subIds[row][split]);
    float[][] subEmbeddings = new float[2][512];
    for (int i = 0; i < 1024; i++) {
      subEmbeddings[i / 512][i % 512] = i;
    }
    byte[] bytes = written(codes, subEmbeddings);
    assertEquals(4188, bytes.length);
    assertEquals(
        "49785071" // IxPq
            + "04000000" // d
            + "0300000000000000" // items
            + "00001000000000000000100000000000"
            + "01" // is trained
            + "00000000" // inner product
            + "0400000000000000" // d
            + "0200000000000000" // m
            + "0800000000000000" // bits
            + "0004000000000000" // centroids
            + "000000000000803f0000004000004040", // 0 1 2 3
        hex(bytes, 0, 69 + 16));
    assertEquals(
        "00c07f44" // 1023
            + "0600000000000000" // codes
            + "00ff01020709"
            + "000000000011000000",
        hex(bytes, 69 + 4092, 4188));
  }

  @Test
  void refusesCodesThatDoNotFillTheirBytes() {
    ItemCodes codes = ItemCodes.generate(new CodeShape(2, 255), 5, (row, split) -> row);
    var failure =
        assertThrows(IllegalArgumentException.class, () -> written(codes, new float[2][255 * 2]));
    assertEquals(
        "expected 256 sub-ids and sub-embeddings of every split, found CodeShape[splits=2,"
            + " subIds=255] and 2",
        failure.getMessage());
  }

  @TempDir Path directory = Path.of("");

  private byte[] written(ItemCodes codes, float[][] subEmbeddings) throws IOException {
    Path file = directory.resolve("items.faiss");
    FaissFile.write(file, 3, codes, subEmbeddings, new float[0]);
    return Files.readAllBytes(file);
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }
}
