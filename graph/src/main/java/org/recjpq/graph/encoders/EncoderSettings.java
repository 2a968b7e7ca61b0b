package org.recjpq.graph.encoders;

import org.recjpq.assignment.parts.Part;
import org.recjpq.graph.Parameters;

/**
 * Settings that create a {@link SequenceEncoder}, with the properties needed before it is created.
 */
public interface EncoderSettings extends Part {
  /**
   * Adds the encoder's parameters to the graph.
   *
   * @param shape sizes that {@link #check} has accepted
   */
  SequenceEncoder create(Parameters parameters, EncoderShape shape);

  /**
   * Checks the sizes of the model that the encoder is to be a part of. Overrides call this method,
   * which checks {@link #leastLength()}, and then check the rest.
   *
   * @param dimension d, at least 1
   * @param maxLength maximum L, at least 1
   * @throws IllegalArgumentException if they do not fit; the message names the settings as a
   *     configuration does
   */
  default void check(int dimension, int maxLength) {
    if (maxLength < leastLength()) {
      throw new IllegalArgumentException(
          "model.maxLength: expected at least %d for %s, found %d"
              .formatted(leastLength(), name(), maxLength));
    }
  }

  /**
   * Approximate count of float32 numbers that a training step keeps alive per position of a batch,
   * for memory planning.
   */
  long activations(int dimension, int maxLength);

  /** Bytes that the ops themselves need; negligible unless there are thousands. */
  default long opBytes(int dimension, int maxLength) {
    return 0;
  }

  /**
   * Whether the graph has ops for every single position. If so, it has separate ops for each of the
   * {@link UnrolledLengths} that a batch may have, and TensorFlow's meta optimizer is switched off:
   * it takes seconds for thousands of ops and finds nothing.
   */
  default boolean unrolled() {
    return false;
  }

  /**
   * Whether histories must always be padded to the maximum length for ranking. Training batches are
   * padded to it as well, unless the encoder is {@link #unrolled()}.
   */
  default boolean fixedLength() {
    return unrolled();
  }

  /**
   * Whether the next item is predicted from the vector of a mask that follows the newest item,
   * instead of the vector of the newest item itself.
   */
  default boolean predictsAtMask() {
    return false;
  }

  /** The smallest allowed maximum L: one item, and the mask if there is one. */
  default int leastLength() {
    return predictsAtMask() ? 2 : 1;
  }
}
