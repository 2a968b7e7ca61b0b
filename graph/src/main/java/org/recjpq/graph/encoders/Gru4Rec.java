package org.recjpq.graph.encoders;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * GRU4Rec: stacked gated recurrent layers, followed by a dense layer.
 *
 * <p>Source: Hidasi et al., Session-based Recommendations with Recurrent Neural Networks, ICLR
 * 2016, as in the official code of RecJPQ (arXiv 2312.06165): Keras's GRU layers of width d, then
 * one dense layer d → d, linear with RecJPQ, with a ReLU in the base model.
 *
 * <p>Departures from the official code: padding leaves the state unchanged, so that left padding
 * has no effect (the official code feeds the vector of the padding row like an item's); dropout may
 * be applied to the input of every GRU layer and of the dense one (the official code has none).
 *
 * <p>The steps are unrolled, because TensorFlow's Java API cannot differentiate loops. So a graph
 * encodes only one L: that of the item vectors' static shape or, if that is unknown, the maximum,
 * to which all sequences must then be padded.
 */
public final class Gru4Rec implements SequenceEncoder {
  /**
   * The settings of the encoder.
   *
   * @param blocks layers, at least 1
   */
  @AutoService(EncoderSettings.class)
  public record Settings(int blocks) implements EncoderSettings {
    private static final int BYTES_OF_STEP = 1_700_000;

    /** Two layers. */
    public Settings() {
      this(2);
    }

    /** Checks the number. */
    public Settings {
      Layers.requireAtLeastOne("blocks", blocks);
    }

    @Override
    public String name() {
      return "gru4rec";
    }

    @Override
    public Gru4Rec create(Parameters parameters, EncoderShape shape) {
      return new Gru4Rec(
          parameters, shape.dimension(), shape.maxLength(), blocks, shape.endsInRelu());
    }

    @Override
    public long activations(int dimension, int maxLength) {
      return (4 + 17L * blocks) * dimension;
    }

    /**
     * Fitted to measured peaks: 1.6 MiB for the ops of one step of a layer, forward and backward.
     */
    @Override
    public long opBytes(int dimension, int maxLength) {
      return blocks * UnrolledLengths.sum(maxLength) * BYTES_OF_STEP;
    }

    @Override
    public boolean unrolled() {
      return true;
    }
  }

  private final int dimension;
  private final int length;
  private final boolean rectified;
  private final List<GruLayer> layers = new ArrayList<>();
  private final Dense dense;

  /**
   * Adds the encoder's parameters to the graph.
   *
   * @param length maximum L, and the L of item vectors of unknown length, where any other one fails
   *     the run
   * @param rectified whether a ReLU follows the dense layer
   */
  public Gru4Rec(Parameters parameters, int dimension, int length, int layers, boolean rectified) {
    if (dimension < 1 || length < 1 || layers < 1) {
      throw new IllegalArgumentException(
          "dimension, length and layers must be at least 1, found %d, %d, %d"
              .formatted(dimension, length, layers));
    }
    this.dimension = dimension;
    this.length = length;
    this.rectified = rectified;
    for (int i = 0; i < layers; i++) {
      this.layers.add(new GruLayer(parameters, "gru4rec/layer_" + i, dimension));
    }
    this.dense = Dense.square(parameters, "gru4rec/dense", dimension);
  }

  @Override
  public Operand<TFloat32> encode(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
    int steps = steps(itemVectors.shape());
    Ops input = tf.withSubScope("time_major");
    var x = rows(input, input.linalg.transpose(itemVectors, swap(input))); // [L·B, d]
    var rowMask = rowMask(input, input.ensureShape(mask, Shape.of(-1, steps)));
    for (int i = 0; i < layers.size(); i++) {
      Ops layer = tf.withSubScope("layer_" + i);
      x = rows(layer, layers.get(i).apply(layer, dropout.apply(layer, x), rowMask, steps));
    }
    Ops output = tf.withSubScope("output");
    var last = dense.apply(tf, dropout.apply(output, x));
    var activated = rectified ? output.nn.relu(last) : last;
    var byStep = output.reshape(activated, output.constant(new int[] {steps, -1, dimension}));
    return output.linalg.transpose(byStep, swap(output));
  }

  /** The first two of three axes change places. */
  private static Operand<TInt32> swap(Ops tf) {
    return tf.constant(new int[] {1, 0, 2});
  }

  /** L of [B, L, d]. */
  private int steps(Shape shape) {
    return shape.isUnknown() || shape.get(1) == Shape.UNKNOWN_SIZE ? length : (int) shape.get(1);
  }

  @Override
  public Operand<TFloat32> encodeLast(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
    return SequenceEncoder.last(tf, encode(tf, itemVectors, mask, Dropout.none()), dimension);
  }

  private Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new int[] {-1, dimension}));
  }

  /** [B, L] to [L·B, 1]. */
  private static Operand<TFloat32> rowMask(Ops tf, Operand<TFloat32> mask) {
    Operand<TInt32> swap = tf.constant(new int[] {1, 0});
    return tf.reshape(tf.linalg.transpose(mask, swap), tf.constant(new int[] {-1, 1}));
  }
}
