package org.recjpq.graph.encoders;

/**
 * What an encoder is told of the model that it is a part of.
 *
 * @param dimension d, the length of item and sequence vectors
 * @param maxLength the longest L, a mask at its end included
 * @param endsInRelu whether the item embedding wants sequence vectors that went through a ReLU; an
 *     encoder without one ignores it
 */
public record EncoderShape(int dimension, int maxLength, boolean endsInRelu) {
  /** Checks the sizes. */
  public EncoderShape {
    if (dimension < 1 || maxLength < 1) {
      throw new IllegalArgumentException(
          "dimension and maxLength must be at least 1, found %d and %d"
              .formatted(dimension, maxLength));
    }
  }
}
