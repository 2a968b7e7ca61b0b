package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Turns the item vectors of a sequence into one vector a position. */
public interface SequenceEncoder {
  /**
   * Encodes left-padded sequences; the newest item stands last.
   *
   * @param itemVectors [B, L, d] float32, L any length from 1 to the encoder's longest, or always
   *     its longest if the encoder says so
   * @param mask [B, L] float32, 1 where there is an item and 0 where there is padding
   * @param dropout the training graph's randomness, or {@link Dropout#none()} for inference
   * @return [B, L, d] float32; vectors at padding positions have no meaning
   */
  Operand<TFloat32> encode(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout);
}
