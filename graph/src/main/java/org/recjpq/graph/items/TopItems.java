package org.recjpq.graph.items;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The best items of a whole catalogue by their scores, without excluded ones. Exact; of equal
 * scores, the lower item comes first.
 *
 * <p>The scores of a large catalogue are cut into chunks, and the best items of all chunks are
 * compared, because TensorFlow searches rows in parallel but not within a row.
 */
public final class TopItems {
  /** The score of excluded items, and of nothing else. */
  public static final float LEFT_OUT = Float.NEGATIVE_INFINITY;

  private static final int CHUNKS = 64;
  private static final int LEAST_CHUNKED = 1 << 16;

  private final Ops tf;
  private final int items;
  private final int rows;

  /** Selects from scores as {@code scorer} returns them. */
  public TopItems(Ops tf, ItemScorer scorer) {
    this.tf = tf;
    this.items = scorer.items();
    this.rows = scorer.rows();
  }

  /** The smallest number of rows, at least {@code items}, that can be cut into whole chunks. */
  static int wholeChunks(int items) {
    return isChunked(items) ? Math.multiplyExact((items + CHUNKS - 1) / CHUNKS, CHUNKS) : items;
  }

  /** Whether the catalogue is large. */
  static boolean isChunked(int rows) {
    return rows >= LEAST_CHUNKED;
  }

  /**
   * Selects the best items.
   *
   * @param scores [W, P], or [0, 0] if P is 0, from {@link ItemScorer.Scores#ofAll}
   * @param excluded [P, E] int32, items to leave out of each list; negative ones are ignored
   * @param count K, a scalar in [0, N]
   * @return [P, K], or [0, 0] if P is 0; ends with items of score {@link #LEFT_OUT} if fewer than K
   *     remain
   */
  public BestItems of(Operand<TFloat32> scores, Operand<TInt32> excluded, Operand<TInt32> count) {
    Operand<TFloat32> left = without(scores, withRowsOfNoItem(excluded));
    Operand<TFloat32> byList = tf.linalg.transpose(left, tf.constant(new int[] {1, 0})); // [P, W]
    Operand<TInt32> shape = tf.shape(byList);
    Operand<TInt32> found = tf.math.minimum(count, size(shape, 1));
    boolean inChunks = isChunked(rows) && rows % CHUNKS == 0;
    return inChunks ? ofChunks(byList, shape, found) : best(byList, found);
  }

  private Operand<TInt32> withRowsOfNoItem(Operand<TInt32> excluded) {
    var past =
        tf.expandDims(
            tf.range(tf.constant(items), tf.constant(rows), tf.constant(1)), tf.constant(0));
    var lists = tf.stack(List.of(size(tf.shape(excluded), 0), tf.constant(1)));
    return tf.concat(List.of(excluded, tf.tile(past, lists)), tf.constant(1));
  }

  private Operand<TFloat32> without(Operand<TFloat32> scores, Operand<TInt32> excluded) {
    var cells = // of the non-negative ones, [cells, 2]
        tf.dtypes.cast(tf.where(tf.math.greaterEqual(excluded, tf.constant(0))), TInt32.class);
    Operand<TInt32> lists = tf.<TInt32>unstack(cells, 2L, Unstack.axis(1L)).output().get(0);
    Operand<TInt32> items = tf.gatherNd(excluded, cells);
    return tf.tensorScatterNdUpdate(
        scores,
        tf.stack(List.of(items, lists), Stack.axis(1L)),
        tf.fill(tf.shape(items), tf.constant(LEFT_OUT)));
  }

  private BestItems best(Operand<TFloat32> scores, Operand<TInt32> count) {
    var best = tf.nn.topK(scores, count, TInt32.class);
    return new BestItems(best.indices(), best.values());
  }

  private BestItems ofChunks(
      Operand<TFloat32> scores, Operand<TInt32> shape, Operand<TInt32> count) {
    Operand<TInt32> lists = size(shape, 0);
    Operand<TInt32> width = tf.math.div(size(shape, 1), tf.constant(CHUNKS));
    var chunks = tf.reshape(scores, tf.stack(List.of(lists, tf.constant(CHUNKS), width)));
    BestItems ofChunks = best(chunks, tf.math.minimum(count, width)); // [P, chunks, ≤ K]

    var firsts = tf.math.mul(tf.range(tf.constant(0), tf.constant(CHUNKS), tf.constant(1)), width);
    var items = tf.math.add(ofChunks.items(), tf.reshape(firsts, tf.constant(new int[] {-1, 1})));
    Operand<TInt32> candidates =
        tf.math.mul(tf.math.minimum(count, width), tf.constant(CHUNKS)); // of a list
    var flat = tf.stack(List.of(lists, candidates));
    BestItems best = best(tf.reshape(ofChunks.scores(), flat), count);
    var chosen =
        tf.gather(tf.reshape(items, flat), best.items(), tf.constant(1), Gather.batchDims(1L));
    return new BestItems(chosen, best.scores());
  }

  private Operand<TInt32> size(Operand<TInt32> shape, int axis) {
    return tf.gather(shape, tf.constant(axis), tf.constant(0));
  }
}
