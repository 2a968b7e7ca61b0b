package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.items.BestItems;
import org.recjpq.graph.items.TopItems;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * B lists of K slots, where K is the maximum requested length. Different ways of finding items
 * serve different lists of a batch; this class combines their results.
 *
 * @param count [B] int32, requested length of each list, in [0, N]
 * @param longest K, a scalar
 */
record ItemLists(Operand<TInt32> count, Operand<TInt32> longest) {
  /** The score of a slot without an item: lower than any score of a usable model. */
  static final float NO_ITEM_SCORE = RecommendationService.UNKNOWN_ITEM_SCORE;

  /**
   * Some of the lists.
   *
   * @param rows [P] int32, the lists
   * @param best [P, ≤ K]; those with the score {@link TopItems#LEFT_OUT} are no items
   */
  record Part(Operand<TInt32> rows, BestItems best) {}

  /** Lists of the requested lengths: empty for a negative one, all items for too large ones. */
  static ItemLists asked(Ops tf, Operand<TInt32> count, int items) {
    Operand<TInt32> possible =
        tf.math.minimum(tf.math.maximum(count, tf.constant(0)), tf.constant(items));
    var longest = tf.math.maximum(tf.reduceMax(possible, tf.constant(0)), tf.constant(0));
    return new ItemLists(possible, longest);
  }

  /**
   * Combines the parts, which contain each list once.
   *
   * @return [B, K]; slots past a list's count also have the score {@link TopItems#LEFT_OUT}
   */
  BestItems of(Ops tf, List<Part> parts) {
    List<Operand<TInt32>> rows = parts.stream().map(Part::rows).toList();
    List<BestItems> full = parts.stream().map(part -> filledUp(tf, part)).toList();
    var items = tf.dynamicStitch(rows, full.stream().map(BestItems::items).toList());
    var scores = tf.dynamicStitch(rows, full.stream().map(BestItems::scores).toList());
    var slot = tf.expandDims(Shapes.range(tf, longest), tf.constant(0)); // [1, K]
    var wanted = tf.math.less(slot, tf.expandDims(count, tf.constant(1))); // [B, K]
    return new BestItems(items, tf.select(wanted, scores, tf.constant(TopItems.LEFT_OUT)));
  }

  private BestItems filledUp(Ops tf, Part part) {
    BestItems best = part.best();
    var missing = tf.math.sub(longest, Shapes.size(tf, best.scores(), 1));
    var paddings =
        tf.reshape(
            tf.stack(List.of(tf.constant(0), tf.constant(0), tf.constant(0), missing)),
            tf.constant(new int[] {2, 2}));
    return new BestItems(
        tf.pad(best.items(), paddings, tf.constant(0)),
        tf.pad(best.scores(), paddings, tf.constant(TopItems.LEFT_OUT)));
  }

  /** What the items are called, [B, K]; what pads rows if there is none. */
  static <T extends TType> Operand<T> ids(Ops tf, BestItems lists, Vocabulary<T> vocabulary) {
    return vocabulary.names(tf, isItem(tf, lists), lists.items());
  }

  /** The scores of the items, [B, K], {@link #NO_ITEM_SCORE} if there is none. */
  static Operand<TFloat32> scores(Ops tf, BestItems lists) {
    return tf.select(isItem(tf, lists), lists.scores(), tf.constant(NO_ITEM_SCORE));
  }

  private static Operand<TBool> isItem(Ops tf, BestItems lists) {
    return tf.math.greater(lists.scores(), tf.constant(TopItems.LEFT_OUT));
  }
}
