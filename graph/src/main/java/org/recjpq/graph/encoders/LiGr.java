package org.recjpq.graph.encoders;

import com.google.auto.service.AutoService;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * LiGR layers: a causal transformer with gated residuals, the encoder of eSASRec.
 *
 * <p>Learned positions are added to the item vectors. A layer is y = x + σ(x·W₁ + b₁) ⊙
 * attention(norm(x)), with queries, keys and values from the normalised input and an output
 * projection; then y + σ(y·W₂ + b₂) ⊙ SwiGLU(norm(y)), whose three matrices have no bias. Layer
 * normalisation has ε = 1e-5; none follows the last layer. Dropout is applied after the embedding,
 * to the attention weights, to the inner vectors of SwiGLU, and to both parts before their gates.
 *
 * <p>Source: Tikhonovich et al., eSASRec, RecSys 2025, arXiv 2508.06450, as in RecTools, from which
 * its authors take their layers; these are of Borisyuk et al., arXiv 2502.03417. Departures:
 *
 * <ul>
 *   <li>RecTools draws matrices, positions included, from Glorot's normal distribution, here it is
 *       his uniform one of the same variance; biases start at zero, not in PyTorch's uniform range.
 *   <li>Item vectors start as their {@linkplain org.recjpq.graph.items.ItemSettings table} does.
 * </ul>
 *
 * <p>Positions are right-aligned as in RecTools, so that left padding has no effect.
 */
public final class LiGr implements SequenceEncoder {
  /** PyTorch's. */
  static final float NORM_EPSILON = 1e-5f;

  /**
   * The settings of the encoder.
   *
   * @param blocks layers, at least 1
   * @param heads attention heads of a layer, a divisor of the dimension
   * @param feedForward inner width of a layer's feed-forward part; 0 for four times the dimension,
   *     as published
   */
  @AutoService(EncoderSettings.class)
  public record Settings(int blocks, int heads, int feedForward) implements EncoderSettings {
    private static final int WIDENING = 4;

    /** Two layers with one head and the usual width. */
    public Settings() {
      this(2, 1, 0);
    }

    /** Checks the numbers. */
    public Settings {
      Layers.requireAtLeastOne("blocks", blocks);
      Layers.requireAtLeastOne("heads", heads);
      Layers.requireWidth(feedForward);
    }

    @Override
    public String name() {
      return "ligr";
    }

    @Override
    public LiGr create(Parameters parameters, EncoderShape shape) {
      return new LiGr(parameters, shape, blocks, heads, width(shape.dimension()));
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
      long vectors = (2 + 22L * blocks) * dimension;
      long inner = 8L * blocks * width(dimension);
      return vectors + inner + Layers.attention(blocks, heads, maxLength);
    }
  }

  private final CausalBlocks blocks;

  /**
   * Adds the encoder's parameters to the graph.
   *
   * @param shape d, a multiple of {@code heads}, and the maximum L; a longer one fails the run
   * @param blocks layers, at least 1
   * @param feedForward inner width of the feed-forward parts, at least 1
   */
  public LiGr(Parameters parameters, EncoderShape shape, int blocks, int heads, int feedForward) {
    Layers.requireAtLeastOne("feedForward", feedForward);
    int dimension = shape.dimension();
    var attention = new AttentionHeads(dimension, heads);
    var initializer = Initializer.glorotUniform();
    var positions =
        new Positions(parameters, "ligr/positions", shape.maxLength(), dimension, initializer);
    this.blocks =
        new CausalBlocks(
            positions,
            blocks,
            i -> new LiGrBlock(parameters, "ligr/block_" + i, attention, feedForward));
  }

  @Override
  public Operand<TFloat32> encode(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
    Ops output = tf.withSubScope("output");
    return output.reshape(blocks.apply(tf, itemVectors, mask, dropout), output.shape(itemVectors));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The last block, with its keys and values, is applied only to the last position.
   */
  @Override
  public Operand<TFloat32> encodeLast(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
    return blocks.applyToLast(tf, itemVectors, mask);
  }
}
