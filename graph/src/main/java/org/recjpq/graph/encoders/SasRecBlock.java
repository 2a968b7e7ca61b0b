package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One attention and one feed-forward part of {@link SasRec}, on rows [B·L, d]. */
final class SasRecBlock implements TransformerBlock {
  private final int dimension;
  private final LayerNorm attentionNorm;
  private final SelfAttention attention;
  private final LayerNorm forwardNorm;
  private final Dense forward1;
  private final Dense forward2;

  SasRecBlock(Parameters parameters, String name, AttentionHeads heads) {
    this.dimension = heads.dimension();
    attentionNorm =
        new LayerNorm(parameters, name + "/attention_norm", dimension, SasRec.NORM_EPSILON);
    attention = new SelfAttention(parameters, name, heads, Initializer.glorotUniform());
    forwardNorm = new LayerNorm(parameters, name + "/forward_norm", dimension, SasRec.NORM_EPSILON);
    forward1 = Dense.square(parameters, name + "/forward_1", dimension);
    forward2 = Dense.square(parameters, name + "/forward_2", dimension);
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TInt32> shape,
      AttentionPattern pattern,
      Dropout dropout) {
    var normalised = attentionNorm.apply(tf, x);
    var attended = attention.apply(tf, normalised, x, shape, pattern, dropout);
    return afterAttention(tf, attended, normalised, dropout);
  }

  @Override
  public Operand<TFloat32> applyToLast(Ops tf, Operand<TFloat32> x, AttentionPattern.Bias bias) {
    var normalised = attentionNorm.apply(tf, SequenceEncoder.last(tf, x, dimension));
    var attended = attention.applyToOne(tf, normalised, x, bias);
    return afterAttention(tf, attended, normalised, Dropout.none());
  }

  private Operand<TFloat32> afterAttention(
      Ops tf, Operand<TFloat32> attended, Operand<TFloat32> normalised, Dropout dropout) {
    var y = tf.math.add(attended, normalised);
    var z = forwardNorm.apply(tf, y);
    return tf.math.add(feedForward(tf, z, dropout), z);
  }

  private Operand<TFloat32> feedForward(Ops tf, Operand<TFloat32> z, Dropout dropout) {
    var inner = dropout.apply(tf, tf.nn.relu(forward1.apply(tf, z)));
    return dropout.apply(tf, forward2.apply(tf, inner));
  }
}
