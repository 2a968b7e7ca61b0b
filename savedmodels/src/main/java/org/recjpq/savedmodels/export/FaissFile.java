package org.recjpq.savedmodels.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.AtomicFiles;

/**
 * The item table of a model with item codes as a FAISS {@code IndexPQ} for inner products:
 * sub-embeddings are FAISS's centroids, and codes its codes. An item's id is its index in the
 * catalogue. {@code faiss.read_index} reads it; a search for the vector of a history returns the
 * model's scores.
 *
 * <p>Biases are one more split at the end, whose centroids are a bias and zeros: append a 1 and
 * zeros to the vector of a history until it has the index's dimension.
 *
 * <p>Source: FAISS, {@code impl/index_write.cpp}; all numbers little-endian.
 */
public final class FaissFile {
  /** FAISS packs sub-ids into bits; with this number of them every sub-id is a byte. */
  public static final int SUB_IDS = 256;

  private static final int BITS = 8;
  private static final int INNER_PRODUCT = 0;
  private static final long UNUSED = 1 << 20;
  private static final int SEARCH_BY_TABLES = 0;
  private static final int HEADER_BYTES = 4 + 4 + 3 * 8 + 1 + 4 + 4 * 8;
  private static final int FOOTER_BYTES = 4 + 1 + 4;

  private final int items;
  private final ItemCodes codes;
  private final float[][] centroids; // of each sub-id of the codes

  private FaissFile(int items, ItemCodes codes, float[][] centroids) {
    this.items = items;
    this.codes = codes;
    this.centroids = centroids;
  }

  /**
   * Replaces {@code file}.
   *
   * @param items N; further rows of the codes are left out
   * @param codes with b = {@value #SUB_IDS}; the last sub-id is that of the bias if there is one
   * @param subEmbeddings [m][b·d/m], row after row of each split
   * @param biases [b], or empty for none
   * @throws IllegalArgumentException if the codes have another b, or the sizes disagree
   * @throws IOException if it cannot be written; the file is then unchanged
   */
  public static void write(
      Path file, int items, ItemCodes codes, float[][] subEmbeddings, float[] biases)
      throws IOException {
    CodeShape shape = codes.shape();
    int splits = subEmbeddings.length + (biases.length == 0 ? 0 : 1);
    if (shape.subIds() != SUB_IDS || shape.splits() != splits) {
      throw new IllegalArgumentException(
          "expected %d sub-ids and sub-embeddings of every split, found %s and %d"
              .formatted(SUB_IDS, shape, splits));
    }
    float[][] centroids = Arrays.copyOf(subEmbeddings, splits);
    if (biases.length > 0) {
      int width = subEmbeddings[0].length / SUB_IDS;
      float[] ofBiases = new float[subEmbeddings[0].length];
      for (int subId = 0; subId < SUB_IDS; subId++) {
        ofBiases[subId * width] = biases[subId];
      }
      centroids[splits - 1] = ofBiases;
    }
    AtomicFiles.write(file, new FaissFile(items, codes, centroids)::writeTo);
  }

  private void writeTo(OutputStream out) throws IOException {
    int splits = centroids.length;
    int numbers = splits * centroids[0].length; // b·d
    out.write(header(splits, numbers));
    for (float[] split : centroids) {
      ByteBuffer cells = littleEndian(split.length * Float.BYTES);
      cells.asFloatBuffer().put(split);
      out.write(cells.array());
    }
    out.write(littleEndian(Long.BYTES).putLong((long) items * splits).array());
    for (int item = 0; item < items; item++) {
      for (int split = 0; split < splits; split++) {
        out.write(codes.subId(item, split));
      }
    }
    byte encodesSigns = 0;
    out.write(
        littleEndian(FOOTER_BYTES)
            .putInt(SEARCH_BY_TABLES)
            .put(encodesSigns)
            .putInt(splits * BITS + 1) // Hamming distance above which nothing is skipped
            .array());
  }

  private byte[] header(int splits, int numbers) {
    int dimension = numbers / SUB_IDS;
    byte isTrained = 1;
    return littleEndian(HEADER_BYTES)
        .put("IxPq".getBytes(StandardCharsets.US_ASCII))
        .putInt(dimension)
        .putLong(items)
        .putLong(UNUSED)
        .putLong(UNUSED)
        .put(isTrained)
        .putInt(INNER_PRODUCT)
        .putLong(dimension)
        .putLong(splits)
        .putLong(BITS)
        .putLong(numbers)
        .array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
