package org.recjpq.graph.items;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.CustomGradient;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Sums over the catalogue of functions of the scores, where an item's score is the sum of the m
 * sub-scores of its code.
 *
 * <p>Sizes: N items, m splits, b sub-ids, P sequences; [m, b, P] sub-scores. Items are processed in
 * chunks, one after the other, so that only one chunk's scores are in memory.
 */
final class SubScoreSums {
  /** With fewer items per chunk the overhead of the ops would dominate. */
  private static final int LEAST_ROWS = 1 << 12;

  /** A large catalogue is cut into at most this many chunks, to keep the graph small. */
  private static final int MOST_CHUNKS = 64;

  /**
   * The sums over the items so far.
   *
   * @param highest [P], their highest score h
   * @param sum [P], Σ exp(score − h)
   * @param sumsOfSubIds [m, b, P], the part of that sum from items with this sub-id
   */
  private record Sums(
      Operand<TFloat32> highest, Operand<TFloat32> sum, Operand<TFloat32> sumsOfSubIds) {
    /** The sums over both sets of items. */
    Sums plus(Ops tf, Sums other) {
      var both = tf.math.maximum(highest, other.highest);
      var scale = tf.math.exp(tf.math.sub(highest, both));
      var otherScale = tf.math.exp(tf.math.sub(other.highest, both));
      return new Sums(
          both,
          weighted(tf, sum, scale, other.sum, otherScale),
          weighted(tf, sumsOfSubIds, scale, other.sumsOfSubIds, otherScale));
    }

    private static Operand<TFloat32> weighted(
        Ops tf,
        Operand<TFloat32> x,
        Operand<TFloat32> scale,
        Operand<TFloat32> other,
        Operand<TFloat32> otherScale) {
      return tf.math.add(tf.math.mul(x, scale), tf.math.mul(other, otherScale));
    }
  }

  private final CodeTensor codes;
  private final int splits;
  private final int subIds;
  private final int items;
  private final int rowsPerChunk;

  /** Number of items per chunk of the catalogue. */
  static int rowsPerChunk(int items) {
    return Math.max(LEAST_ROWS, (items + MOST_CHUNKS - 1) / MOST_CHUNKS);
  }

  /**
   * Sums over the first {@code items} rows.
   *
   * @param items N, at least 1
   */
  SubScoreSums(CodeTensor codes, int items) {
    this(codes, items, rowsPerChunk(items));
  }

  SubScoreSums(CodeTensor codes, int items, int rowsPerChunk) {
    this.codes = codes;
    this.splits = codes.shape().splits();
    this.subIds = codes.shape().subIds();
    this.items = items;
    this.rowsPerChunk = rowsPerChunk;
  }

  /**
   * log Σ exp(score), with a gradient.
   *
   * <p>The derivative with respect to the sub-score of sub-id j of split k is the softmax
   * probability of all items that have this sub-id. These m·b·P numbers are summed in the forward
   * pass, so that the backward pass is one product and never visits the items again.
   *
   * @param subScores [m, b, P]
   * @return [P]
   */
  Operand<TFloat32> logSumExp(Ops tf, Operand<TFloat32> subScores) {
    Sums sums = sumsOfAll(tf, subScores);
    var value = tf.math.add(tf.math.log(sums.sum()), sums.highest());
    var probabilities = tf.math.div(sums.sumsOfSubIds(), sums.sum());
    return CustomGradient.of(tf, value, subScores, probabilities);
  }

  private Sums sumsOfAll(Ops tf, Operand<TFloat32> subScores) {
    var table = tf.reshape(subScores, tf.constant(new int[] {splits * subIds, -1})); // [m·b, P]
    var itemOfEach = itemOfEach(tf);
    Sums sums = null;
    for (int first = 0; first < items; first += rowsPerChunk) {
      int count = Math.min(rowsPerChunk, items - first);
      var rows = codes.subIds(after(tf, sums), first, count); // [count, m]
      Sums ofChunk = sums(tf, rows, scores(tf, table, rows, first(tf, itemOfEach, count)));
      sums = sums == null ? ofChunk : sums.plus(tf, ofChunk);
    }
    if (sums == null) {
      throw new IllegalArgumentException("a sum needs at least 1 item, found " + items);
    }
    return sums;
  }

  /** 0 m times, 1 m times and so on, for a chunk: [rowsPerChunk, m]. */
  private Operand<TInt32> itemOfEach(Ops tf) {
    var places = tf.range(tf.constant(0), tf.constant(rowsPerChunk), tf.constant(1));
    return tf.broadcastTo(
        tf.expandDims(places, tf.constant(1)), tf.constant(new int[] {rowsPerChunk, splits}));
  }

  private static Operand<TInt32> first(Ops tf, Operand<TInt32> rows, int count) {
    return tf.slice(rows, tf.constant(new int[] {0, 0}), tf.constant(new int[] {count, -1}));
  }

  /** Ops that wait for {@code sums}; otherwise all chunks would be in memory at the same time. */
  private static Ops after(Ops tf, @Nullable Sums sums) {
    return sums == null
        ? tf
        : tf.withControlDependencies(List.<Op>of(sums.sum(), sums.sumsOfSubIds()));
  }

  /**
   * Scores of some items, [count, P]: one op that sums m rows of the table for each of them. It is
   * about three times as fast as m gathers and their sum, and holds no other tensor of this size.
   */
  private Operand<TFloat32> scores(
      Ops tf, Operand<TFloat32> table, Operand<TInt32> rows, Operand<TInt32> itemOfEach) {
    var tableRows = tf.math.add(rows, tf.constant(firstTableRows())); // [count, m]
    var flat = tf.constant(new int[] {-1});
    return tf.sparse.sparseSegmentSum(
        table, tf.reshape(tableRows, flat), tf.reshape(itemOfEach, flat));
  }

  private Sums sums(Ops tf, Operand<TInt32> rows, Operand<TFloat32> scores) {
    var highest = tf.reduceMax(scores, tf.constant(0));
    var terms = tf.math.exp(tf.math.sub(scores, highest)); // [count, P]
    return new Sums(highest, tf.reduceSum(terms, tf.constant(0)), bySubId(tf, rows, terms));
  }

  /** Row k·b of the table is sub-id 0 of split k. */
  private int[] firstTableRows() {
    int[] rows = new int[splits];
    for (int k = 0; k < splits; k++) {
      rows[k] = k * subIds;
    }
    return rows;
  }

  /** Sums of the terms [count, P] over the items of each sub-id, [m, b, P]. */
  private Operand<TFloat32> bySubId(Ops tf, Operand<TInt32> rows, Operand<TFloat32> terms) {
    List<Operand<TFloat32>> bySplit = new ArrayList<>();
    for (Operand<TInt32> subIdsOfSplit :
        tf.unstack(rows, (long) splits, Unstack.axis(1L)).output()) {
      bySplit.add(tf.math.unsortedSegmentSum(terms, subIdsOfSplit, tf.constant(subIds)));
    }
    return tf.stack(bySplit);
  }
}
