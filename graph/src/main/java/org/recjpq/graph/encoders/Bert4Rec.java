package org.recjpq.graph.encoders;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * BERT4Rec: a transformer in which every position attends to all items, before and after it.
 *
 * <p>Source: Sun et al., BERT4Rec, CIKM 2019, as in the official code of RecJPQ (arXiv 2312.06165),
 * which takes the encoder of BERT (Devlin et al., NAACL 2019) from Hugging Face: learned positions
 * and one token-type vector are added to the item vectors; the sum is layer-normalised; every layer
 * is attention with an output projection and then a feed-forward part with the exact GELU, each
 * followed by its residual and a layer normalisation (post-norm, ε = 1e-12). Dropout is applied
 * after the embedding, to the attention weights and at the end of both parts of a layer. Weights
 * are initialised by a truncated normal of 0.02.
 *
 * <p>Departures from the official code:
 *
 * <ul>
 *   <li>Padding is not attended to. The official code has no attention mask; {@code attendPadding}
 *       does the same, and then the vectors depend on the amount of padding, so that training and
 *       inference must pad to the same length.
 *   <li>There are {@code maxLength} positions and one token type. The official tables have 400
 *       positions and 2 types, of which only 200 and 1 are ever read.
 *   <li>Positions are right-aligned, which makes no difference for sequences of full length.
 * </ul>
 */
public final class Bert4Rec implements SequenceEncoder {
  /** BERT's. */
  static final float NORM_EPSILON = 1e-12f;

  private static final double DEVIATION = 0.02;

  private final Sizes sizes;
  private final boolean attendPadding;
  private final Positions positions;
  private final Operand<TFloat32> type; // [d]
  private final LayerNorm norm;
  private final List<BertLayer> layers = new ArrayList<>();

  /**
   * The settings of the encoder.
   *
   * @param blocks layers, at least 1
   * @param heads attention heads of a layer, a divisor of the dimension
   * @param feedForward inner width of a layer's feed-forward part; 0 for four times the dimension,
   *     as in BERT
   * @param attendPadding whether padding takes part in the attention as if it were an item; then
   *     every sequence is padded to the maximum length
   */
  @AutoService(EncoderSettings.class)
  public record Settings(int blocks, int heads, int feedForward, boolean attendPadding)
      implements EncoderSettings {
    private static final int WIDENING = 4;

    /** Two layers with one head and the usual width, which ignore padding. */
    public Settings() {
      this(2, 1, 0, false);
    }

    /** Checks the numbers. */
    public Settings {
      Layers.requireAtLeastOne("blocks", blocks);
      Layers.requireAtLeastOne("heads", heads);
      Layers.requireWidth(feedForward);
    }

    @Override
    public String name() {
      return "bert4rec";
    }

    @Override
    public Bert4Rec create(Parameters parameters, EncoderShape shape) {
      int dimension = shape.dimension();
      var sizes = new Sizes(dimension, shape.maxLength(), blocks, heads, width(dimension));
      return new Bert4Rec(parameters, sizes, attendPadding);
    }

    private int width(int dimension) {
      return feedForward == 0 ? WIDENING * dimension : feedForward;
    }

    @Override
    public void check(int dimension, int maxLength) {
      EncoderSettings.super.check(dimension, maxLength);
      Layers.requireDivides(heads, dimension);
    }

    /** Fitted to measured peaks, like those of {@link SasRec}. */
    @Override
    public long activations(int dimension, int maxLength) {
      long vectors = (2 + 16L * blocks) * dimension;
      long inner = 5L * blocks * width(dimension);
      return vectors + inner + Layers.attention(blocks, heads, maxLength);
    }

    @Override
    public boolean fixedLength() {
      return attendPadding;
    }

    /** The model learns only to fill in masks. */
    @Override
    public boolean predictsAtMask() {
      return true;
    }
  }

  /**
   * Sizes of the encoder.
   *
   * @param dimension d, a multiple of {@code heads}
   * @param maxLength maximum L, the mask item included; a longer one fails the run
   * @param layers number of layers
   * @param heads attention heads of a layer
   * @param feedForward inner width of a feed-forward part; BERT's is 4·d
   */
  public record Sizes(int dimension, int maxLength, int layers, int heads, int feedForward) {
    public Sizes {
      if (maxLength < 2) {
        throw new IllegalArgumentException(
            "maxLength must be at least 2, an item and the mask, found " + maxLength);
      }
      if (layers < 1 || feedForward < 1) {
        throw new IllegalArgumentException(
            "layers and feedForward must be at least 1, found %d and %d"
                .formatted(layers, feedForward));
      }
    }
  }

  /**
   * Adds the encoder's parameters to the graph.
   *
   * @param attendPadding whether padding takes part in the attention as if it were an item
   */
  public Bert4Rec(Parameters parameters, Sizes sizes, boolean attendPadding) {
    this.sizes = sizes;
    this.attendPadding = attendPadding;
    int dimension = sizes.dimension();
    var attention = new AttentionHeads(dimension, sizes.heads());
    var initializer = Initializer.truncatedNormal(DEVIATION);
    this.positions =
        new Positions(parameters, "bert4rec/positions", sizes.maxLength(), dimension, initializer);
    this.type =
        parameters.create("bert4rec/type", VariableRole.OTHER, Shape.of(dimension), initializer);
    this.norm = new LayerNorm(parameters, "bert4rec/norm", dimension, NORM_EPSILON);
    for (int i = 0; i < sizes.layers(); i++) {
      String name = "bert4rec/layer_" + i;
      layers.add(new BertLayer(parameters, name, attention, sizes.feedForward(), initializer));
    }
  }

  @Override
  public Operand<TFloat32> encode(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
    var x = throughLayers(tf, layers, itemVectors, bias(tf, mask), dropout);
    Ops output = tf.withSubScope("output");
    return output.reshape(x, output.shape(itemVectors));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The last layer, with its keys and values, is applied only to the last position.
   */
  @Override
  public Operand<TFloat32> encodeLast(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
    int before = layers.size() - 1;
    var bias = bias(tf, mask);
    var rows = throughLayers(tf, layers.subList(0, before), itemVectors, bias, Dropout.none());
    Ops last = layer(tf, before);
    var x = last.reshape(rows, last.shape(itemVectors));
    return layers.get(before).applyToLast(last, x, bias);
  }

  private static Ops layer(Ops tf, int number) {
    return tf.withSubScope("layer_" + number);
  }

  private AttentionPattern.Bias bias(Ops root, Operand<TFloat32> mask) {
    Ops tf = root.withSubScope("mask");
    return attendPadding
        ? AttentionPattern.Bias.NONE
        : AttentionPattern.Bias.allowing(tf, tf.expandDims(mask, tf.constant(1))); // [B, 1, L]
  }

  /** [B·L, d]. */
  private Operand<TFloat32> throughLayers(
      Ops tf,
      List<BertLayer> layers,
      Operand<TFloat32> itemVectors,
      AttentionPattern.Bias bias,
      Dropout dropout) {
    Ops first = tf.withSubScope("positions");
    var shape = first.shape(itemVectors);
    var length = first.gather(shape, first.constant(1), first.constant(0));
    var added = first.math.add(positions.last(first, length), type); // [L, d]
    var embedded =
        first.reshape(
            first.math.add(itemVectors, added), first.constant(new int[] {-1, sizes.dimension()}));
    var x = dropout.apply(first, norm.apply(tf, embedded));
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).apply(layer(tf, i), x, shape, bias, dropout);
    }
    return x;
  }
}
