package org.recjpq.graph.items;

import java.util.List;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.graph.MatMuls;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Vectors that are the concatenation of m sub-embeddings of d/m numbers, as in RecJPQ.
 *
 * @param shape m and b
 * @param dimension d, a multiple of m
 * @param subEmbeddings [m, b, d/m]
 */
record ConcatenatedSplits(CodeShape shape, int dimension, Operand<TFloat32> subEmbeddings)
    implements SplitVectors {
  @Override
  public int width() {
    return dimension / shape.splits();
  }

  /**
   * {@inheritDoc}
   *
   * <p>The m tables are stacked, so that one lookup returns all m sub-embeddings of an item side by
   * side: the same vectors and gradients as with m lookups and a concatenation.
   */
  @Override
  public Operand<TFloat32> compose(Ops root, Operand<TInt32> items, Operand<TInt32> subIds) {
    Ops concat = root.withSubScope("concat_splits");
    var size = concat.shape(items);
    Ops tf = root.withSubScope("gather_sub_embeddings");
    var table = tf.reshape(subEmbeddings, tf.constant(new int[] {-1, width()}));
    long[] firstRows =
        IntStream.range(0, shape.splits()).mapToLong(split -> split * shape.subIds()).toArray();
    var rows = // [..., m], int64 because GPUs do not add int32 in their own memory
        tf.math.add(tf.dtypes.cast(subIds, TInt64.class), tf.constant(firstRows));
    var parts = tf.gather(table, rows, tf.constant(0)); // [..., m, d/m]
    var vector = concat.constant(new int[] {dimension});
    return concat.reshape(parts, concat.concat(List.of(size, vector), concat.constant(0)));
  }

  @Override
  public Operand<TFloat32> subScoresByRow(Ops tf, Operand<TFloat32> sequences) {
    return MatMuls.batchedTransposed(tf, bySplit(tf, sequences, 1, 0, 2), subEmbeddings);
  }

  @Override
  public Operand<TFloat32> subScores(Ops tf, Operand<TFloat32> sequences) {
    return MatMuls.batched(tf, subEmbeddings, bySplit(tf, sequences, 1, 2, 0));
  }

  /** The parts [P, m, d/m] of the sequences with their axes in another order. */
  private Operand<TFloat32> bySplit(Ops tf, Operand<TFloat32> sequences, int... axes) {
    var parts = tf.reshape(sequences, tf.constant(new int[] {-1, shape.splits(), width()}));
    return tf.linalg.transpose(parts, tf.constant(axes));
  }

  @Override
  public Operand<TFloat32> squares(Ops tf) {
    var squares = tf.math.mul(subEmbeddings, subEmbeddings); // [m, b, d/m]
    return tf.expandDims(tf.reduceSum(squares, tf.constant(2)), tf.constant(2));
  }
}
