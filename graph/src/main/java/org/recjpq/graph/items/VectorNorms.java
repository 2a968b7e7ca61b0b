package org.recjpq.graph.items;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The lengths of all item vectors, of one part of the catalogue after the other, so that few
 * vectors are in memory at the same time.
 */
final class VectorNorms {
  private static final int ROWS = 1 << 14;
  private static final int MOST_PARTS = 64;

  private final Ops tf;
  private final ItemEmbedding embedding;

  VectorNorms(Ops tf, ItemEmbedding embedding) {
    this.tf = tf;
    this.embedding = embedding;
  }

  /**
   * Euclidean norms.
   *
   * @param rows W ≥ N; those of rows from N on are 0
   * @return [W, 1]
   */
  Operand<TFloat32> ofRows(int rows) {
    return ofRows(rows, Math.max(ROWS, (embedding.items() + MOST_PARTS - 1) / MOST_PARTS));
  }

  /** The same with parts of a given size. */
  Operand<TFloat32> ofRows(int rows, int rowsPerPart) {
    int items = embedding.items();
    List<Operand<TFloat32>> parts = new ArrayList<>();
    Ops next = tf;
    for (int first = 0; first < items; first += rowsPerPart) {
      int end = Math.min(items, first + rowsPerPart);
      Operand<TFloat32> norms = ofPart(next, first, end);
      next = tf.withControlDependencies(List.<Op>of(norms));
      parts.add(norms);
    }
    parts.add(tf.fill(tf.array(rows - items, 1), tf.constant(0f)));
    return tf.concat(parts, tf.constant(0));
  }

  private Operand<TFloat32> ofPart(Ops after, int first, int end) {
    var ids = after.range(after.constant(first), after.constant(end), after.constant(1));
    var vectors = embedding.embed(after, ids); // [rows, d]
    var squares =
        after.reduceSum(
            after.math.mul(vectors, vectors), after.constant(1), ReduceSum.keepDims(true));
    return after.math.sqrt(squares);
  }
}
