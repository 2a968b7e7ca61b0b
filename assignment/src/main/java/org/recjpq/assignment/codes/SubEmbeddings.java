package org.recjpq.assignment.codes;

/**
 * Values of all sub-embeddings: [m, b, width] float32 in row-major order.
 *
 * @param shape m splits and b sub-ids
 * @param width numbers per sub-embedding: d/m where an item vector is a concatenation, d where it
 *     is a sum; at least 1
 * @param values m · b · width finite numbers, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would be large
public record SubEmbeddings(CodeShape shape, int width, float[] values) {
  /** Checks the number of values. */
  public SubEmbeddings {
    long expected = (long) shape.splits() * shape.subIds() * width;
    if (width < 1 || values.length != expected) {
      throw new IllegalArgumentException(
          "expected %d values of width %d, found %d".formatted(expected, width, values.length));
    }
  }
}
