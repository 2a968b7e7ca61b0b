package example;

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
 * An encoder: the newest item mixed with the mean of the items so far, through a learned matrix.
 *
 * @param newest weight of the newest item in the mix, in [0, 1]
 */
public record MeanOfItems(double newest) implements EncoderSettings {
  public MeanOfItems {
    if (!(newest >= 0 && newest <= 1)) {
      throw new IllegalArgumentException("newest must lie in [0, 1], found " + newest);
    }
  }

  @Override
  public SequenceEncoder create(Parameters parameters, EncoderShape shape) {
    int dimension = shape.dimension();
    Operand<TFloat32> kernel =
        parameters.create(
            "mean_of_items/kernel",
            VariableRole.KERNEL,
            Shape.of(dimension, dimension),
            Initializer.glorotUniform());
    return new Encoder(dimension, kernel, (float) newest);
  }

  @Override
  public long activations(int dimension, int maxLength) {
    return 5L * dimension;
  }

  private record Encoder(int dimension, Operand<TFloat32> kernel, float newest)
      implements SequenceEncoder {
    @Override
    public Operand<TFloat32> encode(
        Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
      var items = tf.math.mul(itemVectors, tf.expandDims(mask, tf.constant(2))); // [B, L, d]
      var sums = tf.math.cumsum(items, tf.constant(1));
      var counts = tf.math.maximum(tf.math.cumsum(mask, tf.constant(1)), tf.constant(1f));
      var means = tf.math.div(sums, tf.expandDims(counts, tf.constant(2)));
      var mixed =
          tf.math.add(
              tf.math.mul(items, tf.constant(newest)), tf.math.mul(means, tf.constant(1 - newest)));
      var rows = tf.reshape(mixed, tf.constant(new int[] {-1, dimension}));
      var turned = tf.linalg.matMul(dropout.apply(tf, rows), kernel);
      return tf.reshape(turned, tf.shape(itemVectors));
    }

    @Override
    public Operand<TFloat32> encodeLast(
        Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
      return SequenceEncoder.last(tf, encode(tf, itemVectors, mask, Dropout.none()), dimension);
    }
  }
}
