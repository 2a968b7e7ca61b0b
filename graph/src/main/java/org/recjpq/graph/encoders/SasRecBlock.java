package org.recjpq.graph.encoders;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.MatMuls;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One attention and one feed-forward part of {@link SasRec}, on rows [B·L, d]. */
final class SasRecBlock {
  private final int dimension;
  private final int heads;
  private final LayerNorm attentionNorm;
  private final Dense query;
  private final Dense key;
  private final Dense value;
  private final LayerNorm forwardNorm;
  private final Dense forward1;
  private final Dense forward2;

  SasRecBlock(Parameters parameters, String name, int dimension, int heads) {
    this.dimension = dimension;
    this.heads = heads;
    attentionNorm = new LayerNorm(parameters, name + "/attention_norm", dimension);
    query = new Dense(parameters, name + "/query", dimension, dimension);
    key = new Dense(parameters, name + "/key", dimension, dimension);
    value = new Dense(parameters, name + "/value", dimension, dimension);
    forwardNorm = new LayerNorm(parameters, name + "/forward_norm", dimension);
    forward1 = new Dense(parameters, name + "/forward_1", dimension, dimension);
    forward2 = new Dense(parameters, name + "/forward_2", dimension, dimension);
  }

  /**
   * Applies the block; padding positions are left to the caller.
   *
   * @param x [B·L, d], zero at padding
   * @param shape the numbers B, L, d
   * @param attentionBias [B, L, L], added to the attention scores
   */
  Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TInt32> shape,
      Operand<TFloat32> attentionBias,
      Dropout dropout) {
    var normalised = attentionNorm.apply(tf, x);
    var attended = attention(tf, normalised, x, shape, attentionBias, dropout);
    var y = tf.math.add(attended, normalised);
    var z = forwardNorm.apply(tf, y);
    return tf.math.add(feedForward(tf, z, dropout), z);
  }

  private Operand<TFloat32> attention(
      Ops tf,
      Operand<TFloat32> normalised,
      Operand<TFloat32> x,
      Operand<TInt32> shape,
      Operand<TFloat32> attentionBias,
      Dropout dropout) {
    float scale = (float) (1 / Math.sqrt((double) dimension / heads));
    var scaledQuery = tf.math.mul(query.apply(tf, normalised), tf.constant(scale));
    var queries = heads(tf, tf.reshape(scaledQuery, shape));
    var keys = heads(tf, tf.reshape(key.apply(tf, x), shape));
    var values = heads(tf, tf.reshape(value.apply(tf, x), shape));
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int h = 0; h < heads; h++) {
      var scores = MatMuls.batchedTransposed(tf, queries.get(h), keys.get(h)); // [B, L, L]
      var weights = tf.nn.softmax(tf.math.add(scores, attentionBias));
      outputs.add(MatMuls.batched(tf, dropout.apply(tf, weights), values.get(h)));
    }
    var joined = heads == 1 ? outputs.get(0) : tf.concat(outputs, tf.constant(2)); // [B, L, d]
    return tf.reshape(joined, tf.constant(new int[] {-1, dimension}));
  }

  /** [B, L, d] to one [B, L, d / heads] a head. */
  private List<? extends Operand<TFloat32>> heads(Ops tf, Operand<TFloat32> x) {
    return heads == 1 ? List.of(x) : tf.split(tf.constant(2), x, (long) heads).output();
  }

  private Operand<TFloat32> feedForward(Ops tf, Operand<TFloat32> z, Dropout dropout) {
    var inner = dropout.apply(tf, tf.nn.relu(forward1.apply(tf, z)));
    return dropout.apply(tf, forward2.apply(tf, inner));
  }
}
