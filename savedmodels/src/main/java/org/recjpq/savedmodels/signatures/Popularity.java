package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The scores for a history without any known item: each item's share of all training interactions.
 */
final class Popularity {
  private final NamedVariable variable;
  private final Operand<TFloat32> shares; // [N]
  private final int items;

  /** Adds the variable to the graph. */
  Popularity(Graph graph, int items) {
    Ops tf = Ops.create(graph);
    Shape shape = Shape.of(items);
    this.items = items;
    this.variable =
        NamedVariable.create(
            tf,
            "popularity",
            VariableRole.DATA,
            shape,
            tf.placeholder(TFloat32.class, Placeholder.shape(shape)));
    this.shares = variable.read(graph);
  }

  /**
   * The scores of all items for some histories.
   *
   * @param rows W ≥ N; rows from N on are 0
   * @param histories P, a scalar
   * @return [W, P], or [0, 0] if P is 0
   */
  Operand<TFloat32> ofAll(Ops tf, int rows, Operand<TInt32> histories) {
    var zero = tf.constant(0);
    var any = tf.math.minimum(histories, tf.constant(1));
    var wanted = tf.expandDims(tf.math.mul(any, tf.constant(items)), zero);
    var more = tf.math.mul(any, tf.constant(new int[][] {{0, rows - items}}));
    var column =
        tf.expandDims(
            tf.pad(tf.slice(shares, tf.constant(new int[] {0}), wanted), more, tf.constant(0f)),
            tf.constant(1));
    return tf.tile(column, tf.stack(List.of(tf.constant(1), histories)));
  }

  /** The scores of items, each in [0, N): float32 of the same shape. */
  Operand<TFloat32> of(Ops tf, Operand<TInt32> items) {
    return tf.gather(shares, items, tf.constant(0));
  }

  /**
   * Sets the variable.
   *
   * @param interactions how often each item occurs in the training sequences, [N]
   */
  void initialise(Session session, int[] interactions) {
    try (TFloat32 value =
        TFloat32.tensorOf(Shape.of(items), DataBuffers.of(shares(interactions)))) {
      Session.Runner runner = session.runner();
      variable.feed(runner, value);
      runner.run().close();
    }
  }

  /** Converts counts to shares of their sum, each in [0, 1]. */
  static float[] shares(int[] interactions) {
    long total = 0;
    for (int count : interactions) {
      total += count;
    }
    float[] shares = new float[interactions.length];
    for (int item = 0; item < shares.length; item++) {
      shares[item] = (float) ((double) interactions[item] / Math.max(1, total));
    }
    return shares;
  }
}
