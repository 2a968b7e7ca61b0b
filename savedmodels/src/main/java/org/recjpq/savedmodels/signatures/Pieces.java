package org.recjpq.savedmodels.signatures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.items.BestItems;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * Searches the lists of a batch piece by piece, one after the other, because the scores of all
 * items of a very large catalogue for a whole batch would need too much memory.
 *
 * @param count number of pieces, at least 1; some are empty in small batches
 */
record Pieces(int count) {
  /** Maximum number of scores at once, in a batch of {@link #BATCH}: 256 MiB. */
  private static final long SCORES = 1 << 26;

  private static final int BATCH = 32;

  /** The number of pieces for a catalogue whose scores have {@code rows} rows. */
  static Pieces forRows(int rows) {
    return new Pieces((int) Math.min(BATCH, ((long) rows * BATCH + SCORES - 1) / SCORES));
  }

  /**
   * Searches all lists.
   *
   * @param rows [P] int32, the lists
   * @param search finds the best items of some of the lists, [P'] to [P', ≤ K]
   */
  List<ItemLists.Part> of(
      Ops tf, Operand<TInt32> rows, Function<Operand<TInt32>, BestItems> search) {
    if (count == 1) {
      return List.of(new ItemLists.Part(rows, search.apply(rows)));
    }
    Operand<TInt32> size = Shapes.size(tf, rows, 0);
    Operand<TInt32> most = // lists of a piece
        tf.math.div(tf.math.add(size, tf.constant(count - 1)), tf.constant(count));
    List<ItemLists.Part> parts = new ArrayList<>();
    Ops after = tf;
    for (int i = 0; i < count; i++) {
      Operand<TInt32> begin = tf.math.minimum(tf.math.mul(most, tf.constant(i)), size);
      Operand<TInt32> length = tf.math.minimum(most, tf.math.sub(size, begin));
      var piece = tf.slice(rows, vector(tf, begin), vector(tf, length));
      Operand<TInt32> waiting = after.identity(piece);
      BestItems best = search.apply(waiting);
      parts.add(new ItemLists.Part(waiting, best));
      after = tf.withControlDependencies(List.<Op>of(best.scores()));
    }
    return parts;
  }

  private static Operand<TInt32> vector(Ops tf, Operand<TInt32> scalar) {
    return tf.expandDims(scalar, tf.constant(0));
  }
}
