package org.recjpq.graph.items;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Vectors that are the sum of m sub-embeddings of d numbers, as residual quantisation makes them.
 *
 * @param shape m and b
 * @param dimension d
 * @param subEmbeddings [m, b, d]
 */
record SummedSplits(CodeShape shape, int dimension, Operand<TFloat32> subEmbeddings)
    implements SplitVectors {
  @Override
  public int width() {
    return dimension;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The sub-embeddings are added one after the other: m lookups in one would be m times as
   * large, and so would their gradients.
   */
  @Override
  public Operand<TFloat32> compose(Ops root, Operand<TInt32> items, Operand<TInt32> subIds) {
    Ops tf = root.withSubScope("gather_sub_embeddings");
    int splits = shape.splits();
    var tables = tf.unstack(subEmbeddings, (long) splits).output(); // m times [b, d]
    var subIdsBySplit = tf.unstack(subIds, (long) splits, Unstack.axis(-1L)).output();
    Ops sums = root.withSubScope("sum_splits");
    Operand<TFloat32> sum = tf.gather(tables.get(0), subIdsBySplit.get(0), tf.constant(0));
    for (int k = 1; k < splits; k++) {
      sum = sums.math.add(sum, tf.gather(tables.get(k), subIdsBySplit.get(k), tf.constant(0)));
    }
    return sum;
  }

  /** [m·b, d]. */
  private Operand<TFloat32> table(Ops tf) {
    return tf.reshape(subEmbeddings, tf.constant(new int[] {-1, dimension}));
  }

  @Override
  public Operand<TFloat32> subScoresByRow(Ops tf, Operand<TFloat32> sequences) {
    var products = // [P, m·b]
        tf.linalg.matMul(sequences, table(tf), MatMul.transposeB(true));
    var bySplit = tf.reshape(products, tf.constant(new int[] {-1, shape.splits(), shape.subIds()}));
    return tf.linalg.transpose(bySplit, tf.constant(new int[] {1, 0, 2}));
  }

  @Override
  public Operand<TFloat32> subScores(Ops tf, Operand<TFloat32> sequences) {
    var products = // [m·b, P]
        tf.linalg.matMul(table(tf), sequences, MatMul.transposeB(true));
    var sequenceCount = Shapes.size(tf, sequences, 0);
    return tf.reshape(
        products,
        tf.stack(List.of(tf.constant(shape.splits()), tf.constant(shape.subIds()), sequenceCount)));
  }

  /** The sub-embeddings of a sum are not orthogonal to each other. */
  @Override
  public @Nullable Operand<TFloat32> squares(Ops tf) {
    return null;
  }
}
