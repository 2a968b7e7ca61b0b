package org.recjpq.graph.encoders;

import org.recjpq.graph.Dropout;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One attention and one feed-forward part of {@link Bert4Rec}, on rows [B·L, d]. */
final class BertLayer implements TransformerBlock {
  private final int dimension;
  private final SelfAttention attention;
  private final Dense output;
  private final LayerNorm attentionNorm;
  private final Dense forward1;
  private final Dense forward2;
  private final LayerNorm forwardNorm;

  BertLayer(
      Parameters parameters,
      String name,
      AttentionHeads heads,
      int feedForward,
      Initializer initializer) {
    int d = heads.dimension();
    this.dimension = d;
    attention = new SelfAttention(parameters, name, heads, initializer);
    output = new Dense(parameters, name + "/output", d, d, initializer);
    attentionNorm = new LayerNorm(parameters, name + "/attention_norm", d, Bert4Rec.NORM_EPSILON);
    forward1 = new Dense(parameters, name + "/forward_1", d, feedForward, initializer);
    forward2 = new Dense(parameters, name + "/forward_2", feedForward, d, initializer);
    forwardNorm = new LayerNorm(parameters, name + "/forward_norm", d, Bert4Rec.NORM_EPSILON);
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TInt32> shape,
      AttentionPattern pattern,
      Dropout dropout) {
    var attended = attention.apply(tf, x, x, shape, pattern, dropout);
    return afterAttention(tf, attended, x, dropout);
  }

  @Override
  public Operand<TFloat32> applyToLast(Ops tf, Operand<TFloat32> x, AttentionPattern.Bias bias) {
    var last = SequenceEncoder.last(tf, x, dimension);
    var attended = attention.applyToOne(tf, last, x, bias);
    return afterAttention(tf, attended, last, Dropout.none());
  }

  private Operand<TFloat32> afterAttention(
      Ops tf, Operand<TFloat32> attended, Operand<TFloat32> x, Dropout dropout) {
    var projected = dropout.apply(tf, output.apply(tf, attended));
    var y = attentionNorm.apply(tf, tf.math.add(projected, x));
    var forwarded = forward2.apply(tf, gelu(tf, forward1.apply(tf, y)));
    return forwardNorm.apply(tf, tf.math.add(dropout.apply(tf, forwarded), y));
  }

  /**
   * x·Φ(x) with the distribution function Φ of the normal distribution, not its tanh approximation.
   */
  private static Operand<TFloat32> gelu(Ops tf, Operand<TFloat32> x) {
    var erf = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
    var half = tf.math.mul(x, tf.constant(0.5f));
    return tf.math.mul(half, tf.math.add(erf, tf.constant(1f)));
  }
}
