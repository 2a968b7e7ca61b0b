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
 * An encoder: the mean of the items so far, multiplied by a learned matrix.
 *
 * @param bias whether a learned vector is added
 */
public record RunningMean(boolean bias) implements EncoderSettings {
  /** With a bias. */
  public RunningMean() {
    this(true);
  }

  @Override
  public SequenceEncoder create(Parameters parameters, EncoderShape shape) {
    return new Encoder(parameters, shape.dimension(), bias);
  }

  @Override
  public long activations(int dimension, int maxLength) {
    return 4L * dimension;
  }

  private static final class Encoder implements SequenceEncoder {
    private final int dimension;
    private final Operand<TFloat32> kernel; // [d, d]
    private final boolean hasBias;
    private final Operand<TFloat32> bias; // [d]

    Encoder(Parameters parameters, int dimension, boolean hasBias) {
      this.dimension = dimension;
      this.hasBias = hasBias;
      this.kernel =
          parameters.create(
              "mean/kernel",
              VariableRole.KERNEL,
              Shape.of(dimension, dimension),
              Initializer.glorotUniform());
      this.bias =
          hasBias
              ? parameters.create(
                  "mean/bias", VariableRole.BIAS, Shape.of(dimension), Initializer.zeros())
              : kernel;
    }

    @Override
    public Operand<TFloat32> encode(
        Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
      var ofItems = tf.math.mul(itemVectors, tf.expandDims(mask, tf.constant(2)));
      var sums = tf.math.cumsum(ofItems, tf.constant(1)); // [B, L, d]
      var counts = tf.math.maximum(tf.math.cumsum(mask, tf.constant(1)), tf.constant(1f));
      var means = tf.math.div(sums, tf.expandDims(counts, tf.constant(2)));
      var rows = tf.reshape(means, tf.constant(new int[] {-1, dimension}));
      var mixed = tf.linalg.matMul(dropout.apply(tf, rows), kernel);
      Operand<TFloat32> added = hasBias ? tf.nn.biasAdd(mixed, bias) : mixed;
      return tf.reshape(added, tf.shape(itemVectors));
    }

    @Override
    public Operand<TFloat32> encodeLast(
        Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
      return SequenceEncoder.last(tf, encode(tf, itemVectors, mask, Dropout.none()), dimension);
    }
  }
}
