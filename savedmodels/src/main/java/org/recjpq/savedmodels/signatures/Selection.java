package org.recjpq.savedmodels.signatures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.items.BestItems;
import org.recjpq.graph.items.PrunedTopItems;
import org.recjpq.graph.items.SortedRows;
import org.recjpq.graph.items.TopItems;
import org.recjpq.savedmodels.signatures.ServedModel.Histories;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Finds the best items for histories, each in the cheapest way: histories with a known item by the
 * model's scores of all items, those without one by popularity, and those with an allow-list by the
 * scores of only the allowed items. A way that no history of a batch uses costs nothing.
 */
final class Selection {
  private static final int BY_MODEL = 0;
  private static final int BY_POPULARITY = 1;
  private static final int ALLOWED = 2;

  private final ServedModel model;
  private final Ops tf;
  private final Histories histories;
  private final Operand<TInt32> excluded; // [B, X]
  private final ItemLists lists;

  /**
   * Prepares the selection.
   *
   * @param excluded [B, X] int32, items that a list must not contain; negative ones are ignored
   */
  Selection(ServedModel model, Histories histories, Operand<TInt32> excluded, ItemLists lists) {
    this.model = model;
    this.tf = model.tf();
    this.histories = histories;
    this.excluded = excluded;
    this.lists = lists;
  }

  /** The best items of the whole catalogue, [B, K]. */
  BestItems ofAll() {
    var ways = partition(byHistory(), 2);
    List<ItemLists.Part> parts = new ArrayList<>(byModel(ways.get(BY_MODEL)));
    parts.addAll(byPopularity(ways.get(BY_POPULARITY)));
    return lists.of(tf, parts);
  }

  /**
   * The best items if some lists may contain only allowed items.
   *
   * @param isLimited [B] bool, whether a list has an allow-list
   * @param allowed [B, A] int32, the allowed items; repeats and negative ones are ignored
   * @return [B, K]
   */
  BestItems ofAllowed(Operand<TBool> isLimited, Operand<TInt32> allowed) {
    var ways = partition(tf.select(isLimited, tf.constant(ALLOWED), byHistory()), 3);
    List<ItemLists.Part> parts = new ArrayList<>(byModel(ways.get(BY_MODEL)));
    parts.addAll(byPopularity(ways.get(BY_POPULARITY)));
    parts.add(among(allowed, ways.get(ALLOWED)));
    return lists.of(tf, parts);
  }

  private Operand<TInt32> byHistory() {
    return tf.select(
        hasKnown(histories.known()), tf.constant(BY_MODEL), tf.constant(BY_POPULARITY));
  }

  private Operand<TBool> hasKnown(Operand<TInt32> known) {
    return tf.math.greater(known, tf.constant(0));
  }

  /** The lists for each way. */
  private List<Operand<TInt32>> partition(Operand<TInt32> ways, int count) {
    Operand<TInt32> rows = Shapes.range(tf, Shapes.size(tf, ways, 0));
    return List.copyOf(tf.dynamicPartition(rows, ways, (long) count).outputs());
  }

  /** A single history is searched with few scores if possible. */
  private List<ItemLists.Part> byModel(Operand<TInt32> rows) {
    PrunedTopItems pruned = model.scorer().pruned();
    if (pruned == null) {
      return byScan(rows);
    }
    ServedMemory.@Nullable Parts parts = histories.parts();
    var found =
        pruned.of(
            rowsOf(histories.vectors(), rows),
            parts == null
                ? rowsOf(excluded, rows)
                : tf.concat(
                    List.of(rowsOf(excluded, rows), candidates(parts, rows)), tf.constant(1)),
            lists.longest());
    Operand<TInt32> searched = tf.expandDims(found.sequences(), tf.constant(0));
    var first = tf.slice(rows, tf.constant(new int[] {0}), searched);
    var others = tf.slice(rows, searched, tf.constant(new int[] {-1}));
    List<ItemLists.Part> all = new ArrayList<>(byScan(others));
    all.add(
        new ItemLists.Part(
            first, parts == null ? found.best() : withParts(first, parts, found.best())));
    return all;
  }

  /** The items that may have a part of the memory, [P, h·T]; repeats occur. */
  private Operand<TInt32> candidates(ServedMemory.Parts parts, Operand<TInt32> rows) {
    Operand<TInt32> items = rowsOf(parts.items(), rows);
    var shape = tf.shape(items);
    var all =
        tf.math.mul(
            tf.gather(shape, tf.constant(1), tf.constant(0)),
            tf.gather(shape, tf.constant(2), tf.constant(0)));
    return tf.reshape(items, tf.stack(List.of(Shapes.size(tf, rows, 0), all)));
  }

  /**
   * The best items among those without a part, given in order, and those that may have one: an item
   * outside both comes after all of the former.
   */
  private BestItems withParts(Operand<TInt32> rows, ServedMemory.Parts parts, BestItems others) {
    Operand<TInt32> candidates = SortedRows.ascending(tf, candidates(parts, rows));
    var isLeft =
        tf.math.logicalAnd(
            isFirst(candidates),
            tf.math.logicalNot(SortedRows.contain(tf, rowsOf(excluded, rows), candidates)));
    var scores =
        tf.select(
            isLeft, model.scores(histories, rows, candidates), tf.constant(TopItems.LEFT_OUT));
    Operand<TInt32> items = tf.concat(List.of(others.items(), candidates), tf.constant(1));
    Operand<TFloat32> all = tf.concat(List.of(others.scores(), scores), tf.constant(1));
    Operand<TInt32> size = Shapes.size(tf, items, 1);
    var ascending = tf.nn.topK(tf.math.neg(items), size, TInt32.class).indices();
    var best =
        tf.nn.topK(inOrder(all, ascending), tf.math.minimum(lists.longest(), size), TInt32.class);
    return new BestItems(inOrder(inOrder(items, ascending), best.indices()), best.values());
  }

  private <T extends TType> Operand<T> inOrder(Operand<T> rows, Operand<TInt32> places) {
    return tf.gather(rows, places, tf.constant(1), Gather.batchDims(1L));
  }

  private List<ItemLists.Part> byScan(Operand<TInt32> rows) {
    return inPieces(rows, some -> model.scoresOfAll(histories, some));
  }

  private List<ItemLists.Part> byPopularity(Operand<TInt32> rows) {
    int scores = model.scorer().rows();
    return inPieces(rows, some -> model.popularity().ofAll(tf, scores, Shapes.size(tf, some, 0)));
  }

  /** The best items by scores [W, P'] of some lists, [P']. */
  private List<ItemLists.Part> inPieces(
      Operand<TInt32> rows, Function<Operand<TInt32>, Operand<TFloat32>> scores) {
    return Pieces.forRows(model.scorer().rows())
        .of(tf, rows, some -> best(scores.apply(some), some));
  }

  private BestItems best(Operand<TFloat32> scores, Operand<TInt32> rows) {
    return new TopItems(tf, model.scorer()).of(scores, rowsOf(excluded, rows), lists.longest());
  }

  private ItemLists.Part among(Operand<TInt32> allowed, Operand<TInt32> rows) {
    Operand<TInt32> candidates = SortedRows.ascending(tf, rowsOf(allowed, rows)); // [P, A]
    var usable =
        tf.math.logicalAnd(
            tf.math.logicalAnd(
                tf.math.greaterEqual(candidates, tf.constant(0)), isFirst(candidates)),
            tf.math.logicalNot(SortedRows.contain(tf, rowsOf(excluded, rows), candidates)));
    Operand<TInt32> items = tf.math.maximum(candidates, tf.constant(0));
    var byModel = model.scores(histories, rows, items);
    var hasKnown = tf.expandDims(hasKnown(rowsOf(histories.known(), rows)), tf.constant(1));
    var scores = tf.select(hasKnown, byModel, model.popularity().of(tf, items));
    var best =
        tf.nn.topK(
            tf.select(usable, scores, tf.constant(TopItems.LEFT_OUT)),
            tf.math.minimum(lists.longest(), Shapes.size(tf, items, 1)),
            TInt32.class); // ties: lower place first, and the items ascend
    var found = tf.gather(items, best.indices(), tf.constant(1), Gather.batchDims(1L));
    return new ItemLists.Part(rows, new BestItems(found, best.values()));
  }

  private <T extends TType> Operand<T> rowsOf(Operand<T> tensor, Operand<TInt32> rows) {
    return tf.gather(tensor, rows, tf.constant(0));
  }

  /** Whether a value is the first among equal ones, in ascending rows [P, n]. */
  private Operand<TBool> isFirst(Operand<TInt32> ascending) {
    var before = tf.concat(List.of(column(ascending, -1), ascending), tf.constant(1)); // [P, n + 1]
    var shifted = tf.slice(before, tf.constant(new int[] {0, 0}), tf.shape(ascending));
    return tf.math.notEqual(ascending, shifted);
  }

  /** [P, 1] for a matrix of P rows. */
  private Operand<TInt32> column(Operand<TInt32> matrix, int value) {
    var shape = tf.stack(List.of(Shapes.size(tf, matrix, 0), tf.constant(1)));
    return tf.fill(shape, tf.constant(value));
  }
}
