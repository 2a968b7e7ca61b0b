package org.recjpq.graph.encoders;

import java.util.List;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A learned vector for every position, counted from the right: the newest item always has the last
 * one, so that a batch can be cut to its longest sequence and left padding has no effect.
 */
final class Positions {
  private final int dimension;
  private final int maxLength;
  private final Operand<TFloat32> table; // [maximum L, d]

  /**
   * Adds the table.
   *
   * @param maxLength maximum L; a longer one fails the run
   */
  Positions(
      Parameters parameters, String name, int maxLength, int dimension, Initializer initializer) {
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength must be at least 1, found " + maxLength);
    }
    this.dimension = dimension;
    this.maxLength = maxLength;
    this.table =
        parameters.create(
            name, VariableRole.POSITIONS, Shape.of(maxLength, dimension), initializer);
  }

  /** Length of a vector, d. */
  int dimension() {
    return dimension;
  }

  /** The vectors of the last {@code length} positions, [L, d]. */
  Operand<TFloat32> last(Ops tf, Operand<TInt32> length) {
    var first = tf.math.sub(tf.constant(maxLength), length);
    var begin = tf.stack(List.<Operand<TInt32>>of(first, tf.constant(0)));
    return tf.slice(table, begin, tf.constant(new int[] {-1, dimension}));
  }
}
