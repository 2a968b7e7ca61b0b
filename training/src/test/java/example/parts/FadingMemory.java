package example.parts;

import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.EncoderShape;
import org.recjpq.graph.encoders.SequenceEncoder;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An encoder: the newest item plus a fraction of the one before it, multiplied by a learned matrix.
 *
 * @param share weight of the item before, in [0, 1]
 */
public record FadingMemory(double share) implements EncoderSettings {
  /** A share of one half. */
  public FadingMemory() {
    this(0.5);
  }

  /** Checks the share. */
  public FadingMemory {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must lie in [0, 1], found " + share);
    }
  }

  @Override
  public SequenceEncoder create(Parameters parameters, EncoderShape shape) {
    int d = shape.dimension();
    var kernel =
        parameters.create(
            "fading/kernel", VariableRole.KERNEL, Shape.of(d, d), Initializer.glorotUniform());
    return new Encoder(d, kernel, (float) share);
  }

  @Override
  public long activations(int dimension, int maxLength) {
    return 4L * dimension;
  }

  private record Encoder(int dimension, Operand<TFloat32> kernel, float share)
      implements SequenceEncoder {
    @Override
    public Operand<TFloat32> encode(
        Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
      var items = tf.math.mul(itemVectors, tf.expandDims(mask, tf.constant(2))); // [B, L, d]
      var later = tf.pad(items, tf.constant(new int[][] {{0, 0}, {1, 0}, {0, 0}}), tf.constant(0f));
      var before = tf.slice(later, tf.constant(new int[3]), tf.shape(items));
      var mixed = tf.math.add(items, tf.math.mul(before, tf.constant(share)));
      var rows = dropout.apply(tf, tf.reshape(mixed, tf.constant(new int[] {-1, dimension})));
      return tf.reshape(tf.linalg.matMul(rows, kernel), tf.shape(items));
    }

    @Override
    public Operand<TFloat32> encodeLast(
        Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
      return SequenceEncoder.last(tf, encode(tf, itemVectors, mask, Dropout.none()), dimension);
    }
  }
}
