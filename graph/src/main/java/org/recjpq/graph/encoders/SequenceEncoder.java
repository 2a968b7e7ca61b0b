package org.recjpq.graph.encoders;

import java.util.List;
import org.recjpq.graph.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Turns the item vectors of a sequence into one vector per position. */
public interface SequenceEncoder {
  /**
   * Encodes left-padded sequences; the newest item is last.
   *
   * @param itemVectors [B, L, d] float32, with L from 1 to the encoder's maximum, or always its
   *     maximum if the encoder requires that
   * @param mask [B, L] float32, 1 for an item and 0 for padding
   * @param dropout the training graph's randomness, or {@link Dropout#none()} for inference
   * @return [B, L, d] float32; vectors at padding positions have no meaning
   */
  Operand<TFloat32> encode(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout);

  /**
   * The vectors at the last position, for inference: those of {@link #encode} without dropout,
   * except for rounding, and without the work that only other positions need.
   *
   * @param itemVectors [B, L, d] float32, as for {@link #encode}
   * @param mask [B, L] float32
   * @return [B, d] float32
   */
  Operand<TFloat32> encodeLast(Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask);

  /**
   * The last of L rows of {@code width} columns: [B, L, width] to [B, width]. The graph knows the
   * width of the result; without it, TensorFlow 2.16's optimizer was seen to abort the process at a
   * layer normalisation.
   */
  static Operand<TFloat32> last(Ops tf, Operand<TFloat32> x, int width) {
    var shape = tf.shape(x);
    var length = tf.gather(shape, tf.constant(1), tf.constant(0));
    var last = tf.math.sub(length, tf.constant(1));
    var begin = tf.stack(List.of(tf.constant(0), last, tf.constant(0)));
    var row = tf.slice(x, begin, tf.constant(new int[] {-1, 1, width}));
    return tf.reshape(row, tf.constant(new int[] {-1, width}));
  }
}
