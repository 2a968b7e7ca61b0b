package org.recjpq.graph.encoders;

/**
 * The properties of a model that its encoder depends on.
 *
 * @param dimension d, the length of item and sequence vectors
 * @param maxLength maximum L, including a mask at the end
 * @param endsInRelu whether the item embedding expects sequence vectors after a ReLU; encoders
 *     without one ignore it
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
