package org.recjpq.graph.encoders;

import org.recjpq.assignment.parts.Part;
import org.recjpq.graph.Parameters;

/** Which {@link SequenceEncoder} a model has, and what has to be known of it before it is made. */
public interface EncoderSettings extends Part {
  /**
   * Adds the encoder's parameters to the graph.
   *
   * @param shape sizes that {@link #check} has let pass
   */
  SequenceEncoder create(Parameters parameters, EncoderShape shape);

  /**
   * Checks the sizes of the model that the encoder is to be a part of. One that needs more than
   * {@link #leastLength()} calls this method and then checks the rest.
   *
   * @param dimension d, at least 1
   * @param maxLength the longest L, at least 1
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
   * How many float32 numbers a training step keeps alive for each position of a batch, roughly: to
   * plan memory with.
   */
  long activations(int dimension, int maxLength);

  /** Bytes that the ops themselves need: nothing worth counting unless they are thousands. */
  default long opBytes(int dimension, int maxLength) {
    return 0;
  }

  /**
   * Whether the graph has ops for each single position. Then it has ops of its own for each of the
   * {@link UnrolledLengths} that a batch may have, and TensorFlow's meta optimizer is better left
   * out: it takes seconds over the thousands of ops and finds nothing.
   */
  default boolean unrolled() {
    return false;
  }

  /**
   * Whether histories to rank for must be padded to the longest length, however short they are.
   * Batches of training are padded to it as well, unless the encoder is {@link #unrolled()}.
   */
  default boolean fixedLength() {
    return unrolled();
  }

  /**
   * Whether the vector that predicts the next item is that of a mask put after the newest item. If
   * not, it is the vector of the newest item itself.
   */
  default boolean predictsAtMask() {
    return false;
  }

  /** The least longest L: one item, and the mask if there is to be one. */
  default int leastLength() {
    return predictsAtMask() ? 2 : 1;
  }
}
