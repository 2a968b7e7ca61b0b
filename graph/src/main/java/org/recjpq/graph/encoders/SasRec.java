package org.recjpq.graph.encoders;

import com.google.auto.service.AutoService;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * SASRec: a causal transformer, so that the vector at a position depends on the items up to it.
 *
 * <p>Source: Kang and McAuley, Self-Attentive Sequential Recommendation, ICDM 2018, in the variant
 * that the official code of RecJPQ (arXiv 2312.06165) trains. Its peculiarities:
 *
 * <ul>
 *   <li>item vectors are not scaled by sqrt(d); learned positions are added to them;
 *   <li>queries come from the layer-normalised input, keys and values from the input itself;
 *   <li>the residual around attention starts at the normalised input, and there is no output
 *       projection; likewise the residual around the feed-forward part starts at its normalised
 *       input;
 *   <li>the feed-forward part keeps the width d;
 *   <li>layer normalisation has ε = 1e-3, and one more follows the last block.
 * </ul>
 *
 * <p>The official code sets padding positions to zero after the embedding and after each block.
 * Here they are left unchanged: no item ever attends to one, so no result that is used changes.
 *
 * <p>Positions are right-aligned: the newest item always has the last one, so that a batch can be
 * cut to its longest sequence and left padding has no effect.
 */
public final class SasRec implements SequenceEncoder {
  /**
   * The settings of the encoder.
   *
   * @param blocks layers, at least 1
   * @param heads attention heads of a layer, a divisor of the dimension
   */
  @AutoService(EncoderSettings.class)
  public record Settings(int blocks, int heads) implements EncoderSettings {
    /** Two layers with one head. */
    public Settings() {
      this(2, 1);
    }

    /** Checks the numbers. */
    public Settings {
      Layers.requireAtLeastOne("blocks", blocks);
      Layers.requireAtLeastOne("heads", heads);
    }

    @Override
    public String name() {
      return "sasrec";
    }

    @Override
    public SasRec create(Parameters parameters, EncoderShape shape) {
      return new SasRec(parameters, shape.dimension(), shape.maxLength(), blocks, heads);
    }

    @Override
    public void check(int dimension, int maxLength) {
      EncoderSettings.super.check(dimension, maxLength);
      Layers.requireDivides(heads, dimension);
    }

    /** Fitted to measured peaks: some vectors per block, and the rows of the attention matrices. */
    @Override
    public long activations(int dimension, int maxLength) {
      return (2 + 16L * blocks) * dimension + Layers.attention(blocks, heads, maxLength);
    }
  }

  /** Keras's default, which the official code uses; the authors' PyTorch port has 1e-5. */
  static final float NORM_EPSILON = 1e-3f;

  private static final double POSITION_LIMIT = 0.05;

  private final CausalBlocks blocks;
  private final LayerNorm lastNorm;

  /**
   * Adds the encoder's parameters to the graph.
   *
   * @param dimension d, a multiple of {@code heads}
   * @param maxLength maximum L it can encode; a longer one fails the run
   */
  public SasRec(Parameters parameters, int dimension, int maxLength, int blocks, int heads) {
    var attention = new AttentionHeads(dimension, heads);
    var initializer = Initializer.uniform(POSITION_LIMIT);
    var positions =
        new Positions(parameters, "sasrec/positions", maxLength, dimension, initializer);
    this.blocks =
        new CausalBlocks(
            positions, blocks, i -> new SasRecBlock(parameters, "sasrec/block_" + i, attention));
    this.lastNorm = new LayerNorm(parameters, "sasrec/norm", dimension, NORM_EPSILON);
  }

  @Override
  public Operand<TFloat32> encode(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask, Dropout dropout) {
    var x = blocks.apply(tf, itemVectors, mask, dropout);
    Ops output = tf.withSubScope("output");
    return output.reshape(lastNorm.apply(tf, x), output.shape(itemVectors));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The last block, with its keys and values, is applied only to the last position.
   */
  @Override
  public Operand<TFloat32> encodeLast(
      Ops tf, Operand<TFloat32> itemVectors, Operand<TFloat32> mask) {
    return lastNorm.apply(tf, blocks.applyToLast(tf, itemVectors, mask));
  }
}
