package org.recjpq.savedmodels.signatures;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.items.BestItems;
import org.recjpq.graph.items.TopItems;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The items whose vectors have the smallest angles to an item's, by the cosine; never the item
 * itself. A vector of length 0 has the cosine 0 with all others.
 */
final class Neighbours {
  private final ServedModel model;
  private final Ops tf;
  private final ItemLists lists;

  Neighbours(ServedModel model, ItemLists lists) {
    this.model = model;
    this.tf = model.tf();
    this.lists = lists;
  }

  /**
   * The neighbours of items.
   *
   * @param items [B] int32; a negative one is unknown and has none
   * @return [B, K]
   */
  BestItems of(Operand<TInt32> items) {
    var isKnown = tf.math.greaterEqual(items, tf.constant(0));
    Operand<TInt32> rows = Shapes.range(tf, Shapes.size(tf, items, 0));
    var ways = tf.dynamicPartition(rows, tf.dtypes.cast(isKnown, TInt32.class), 2L).outputs();
    Operand<TInt32> unknown = ways.get(0);
    Operand<TInt32> known = ways.get(1);
    List<ItemLists.Part> parts = new ArrayList<>();
    parts.add(new ItemLists.Part(unknown, noItems(unknown)));
    parts.addAll(
        Pieces.forRows(model.scorer().rows())
            .of(tf, known, some -> ofKnown(tf.gather(items, some, tf.constant(0)))));
    return lists.of(tf, parts);
  }

  private BestItems noItems(Operand<TInt32> rows) {
    var shape = tf.stack(List.of(Shapes.size(tf, rows, 0), tf.constant(0)));
    return new BestItems(
        tf.fill(shape, tf.constant(0)), tf.fill(shape, tf.constant(TopItems.LEFT_OUT)));
  }

  private BestItems ofKnown(Operand<TInt32> items) {
    var products = model.scorer().products(unit(model.scorer().vectors(items))).ofAll(); // [W, P]
    var size = tf.stack(List.of(Shapes.size(tf, products, 0), tf.constant(1)));
    var norms = tf.slice(model.scorer().norms(), tf.constant(new int[] {0, 0}), size);
    return new TopItems(tf, model.scorer())
        .of(
            tf.math.divNoNan(products, norms),
            tf.expandDims(items, tf.constant(1)),
            lists.longest());
  }

  /** Rows scaled to length 1. */
  private Operand<TFloat32> unit(Operand<TFloat32> rows) {
    var squares = tf.reduceSum(tf.math.mul(rows, rows), tf.constant(1), ReduceSum.keepDims(true));
    return tf.math.divNoNan(rows, tf.math.sqrt(squares));
  }
}
