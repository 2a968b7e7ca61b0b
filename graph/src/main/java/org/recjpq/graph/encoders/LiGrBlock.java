package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One attention and one feed-forward part of {@link LiGr}, on rows [B·L, d]. */
final class LiGrBlock implements TransformerBlock {
  private final int dimension;
  private final LayerNorm attentionNorm;
  private final SelfAttention attention;
  private final Dense output;
  private final GatedResidual attentionResidual;
  private final LayerNorm forwardNorm;
  private final GatedFeedForward forward;
  private final GatedResidual forwardResidual;

  LiGrBlock(Parameters parameters, String name, AttentionHeads heads, int feedForward) {
    int d = heads.dimension();
    this.dimension = d;
    // queries, keys and values start as one matrix [d, 3d] would
    var ofThree = Initializer.uniform(Math.sqrt(6.0 / (d + 3.0 * d)));
    attentionNorm = new LayerNorm(parameters, name + "/attention_norm", d, LiGr.NORM_EPSILON);
    attention = new SelfAttention(parameters, name, heads, ofThree);
    output = Dense.square(parameters, name + "/output", d);
    attentionResidual = new GatedResidual(parameters, name + "/attention_residual", d);
    forwardNorm = new LayerNorm(parameters, name + "/forward_norm", d, LiGr.NORM_EPSILON);
    forward = new GatedFeedForward(parameters, name + "/forward", d, feedForward);
    forwardResidual = new GatedResidual(parameters, name + "/forward_residual", d);
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TInt32> shape,
      AttentionPattern pattern,
      Dropout dropout) {
    var normalised = attentionNorm.apply(tf, x);
    var attended = attention.apply(tf, normalised, normalised, shape, pattern, dropout);
    return afterAttention(tf, attended, x, dropout);
  }

  @Override
  public Operand<TFloat32> applyToLast(Ops tf, Operand<TFloat32> x, AttentionPattern.Bias bias) {
    var rows = tf.reshape(x, tf.constant(new int[] {-1, dimension}));
    var normalised = tf.reshape(attentionNorm.apply(tf, rows), tf.shape(x)); // [B, L, d]
    var asking = SequenceEncoder.last(tf, normalised, dimension);
    var attended = attention.applyToOne(tf, asking, normalised, bias);
    return afterAttention(tf, attended, SequenceEncoder.last(tf, x, dimension), Dropout.none());
  }

  private Operand<TFloat32> afterAttention(
      Ops tf, Operand<TFloat32> attended, Operand<TFloat32> x, Dropout dropout) {
    var projected = dropout.apply(tf, output.apply(tf, attended));
    var y = attentionResidual.apply(tf, x, projected);
    var forwarded = forward.apply(tf, forwardNorm.apply(tf, y), dropout);
    return forwardResidual.apply(tf, y, dropout.apply(tf, forwarded));
  }
}
