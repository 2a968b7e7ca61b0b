package org.recjpq.graph.encoders;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.MatMuls;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Scaled dot-product attention in several heads, without parameters.
 *
 * @param dimension d, a multiple of {@code heads}
 * @param heads number of heads, each with d / heads columns
 */
record AttentionHeads(int dimension, int heads) {
  AttentionHeads {
    if (heads < 1 || dimension < 1 || dimension % heads != 0) {
      throw new IllegalArgumentException(
          "dimension must be a positive multiple of the heads, found dimension %d and %d heads"
              .formatted(dimension, heads));
    }
  }

  /**
   * Mixes values by the softmax of the scores.
   *
   * @param query [B·L, d], like {@code key} and {@code value}
   * @param shape the numbers B, L, d
   * @param dropout applied to the attention weights
   * @return [B·L, d], the heads concatenated
   */
  Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> query,
      Operand<TFloat32> key,
      Operand<TFloat32> value,
      Operand<TInt32> shape,
      AttentionPattern pattern,
      Dropout dropout) {
    float scale = (float) (1 / Math.sqrt((double) dimension / heads));
    var queries = split(tf, tf.reshape(tf.math.mul(query, tf.constant(scale)), shape));
    var keys = split(tf, tf.reshape(key, shape));
    var values = split(tf, tf.reshape(value, shape));
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int h = 0; h < heads; h++) {
      outputs.add(pattern.mix(tf, queries.get(h), keys.get(h), values.get(h), dropout));
    }
    var joined = heads == 1 ? outputs.get(0) : tf.concat(outputs, tf.constant(2)); // [B, L, d]
    return tf.reshape(joined, tf.constant(new int[] {-1, dimension}));
  }

  /**
   * The same for one query per sequence, without computing the keys and values of every position: a
   * key's product with the query is the product of the position's vector and the query multiplied
   * by the transposed key matrix, and the mix of values is the value of the mixed vectors. The
   * keys' bias adds the same amount at every position, so it does not change the softmax.
   *
   * @param query [B, d]
   * @param key computes keys from vectors
   * @param value computes values from vectors
   * @param vectors [B, L, d], the positions to attend to
   * @param bias as for {@link #apply}, for one query position
   * @return [B, d], the heads concatenated; that of {@link #apply} except for rounding
   */
  Operand<TFloat32> applyToOne(
      Ops tf,
      Operand<TFloat32> query,
      Dense key,
      Dense value,
      Operand<TFloat32> vectors,
      AttentionPattern.Bias bias) {
    float scale = (float) (1 / Math.sqrt((double) dimension / heads));
    var queries = columns(tf, tf.math.mul(query, tf.constant(scale))); // [B, d / heads] per head
    var keys = columns(tf, key.kernel()); // [d, d / heads] per head
    var values = columns(tf, value.kernel());
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int h = 0; h < heads; h++) {
      var wanted = tf.linalg.matMul(queries.get(h), keys.get(h), MatMul.transposeB(true)); // [B, d]
      var scores = MatMuls.batchedTransposed(tf, tf.expandDims(wanted, tf.constant(1)), vectors);
      var weights = tf.nn.softmax(bias.addTo(tf, scores)); // [B, 1, L]
      var mixed = MatMuls.batched(tf, weights, vectors); // [B, 1, d]
      var rows = tf.reshape(mixed, tf.constant(new int[] {-1, dimension}));
      outputs.add(tf.linalg.matMul(rows, values.get(h)));
    }
    var joined = heads == 1 ? outputs.get(0) : tf.concat(outputs, tf.constant(1));
    return tf.nn.biasAdd(joined, value.bias());
  }

  /** [n, d] to one [n, d / heads] per head. */
  private List<? extends Operand<TFloat32>> columns(Ops tf, Operand<TFloat32> x) {
    return heads == 1 ? List.of(x) : tf.split(tf.constant(1), x, (long) heads).output();
  }

  /** [B, L, d] to one [B, L, d / heads] per head; cheaper than a transpose of four dimensions. */
  private List<? extends Operand<TFloat32>> split(Ops tf, Operand<TFloat32> x) {
    return heads == 1 ? List.of(x) : tf.split(tf.constant(2), x, (long) heads).output();
  }
}
