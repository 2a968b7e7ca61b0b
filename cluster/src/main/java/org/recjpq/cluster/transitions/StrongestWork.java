package org.recjpq.cluster.transitions;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.transitions.SuccessorRows;

/**
 * Adds up the transitions of items, sorted as {@link PairWork} numbers them: a row for each item.
 */
final class StrongestWork implements MapPartitionsFunction<Row, Row> {
  /** An item, and of its successors the index, the share of the transitions, and the count. */
  static final StructType SUCCESSORS =
      new StructType()
          .add("item", "int", false)
          .add("successors", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("shares", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add("counts", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private static final long serialVersionUID = 1L;
  private static final long DISTANCE = (1L << PairWork.DISTANCE_BITS) - 1;

  private static final long SUCCESSOR = (1L << (PairWork.ITEM_SHIFT - PairWork.DISTANCE_BITS)) - 1;

  private final int successors;

  StrongestWork(int successors) {
    this.successors = successors;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> pairs) {
    return new Items(pairs, new SuccessorRows.Row(successors));
  }

  private static final class Items implements Iterator<Row> {
    private final Iterator<Row> pairs;
    private final SuccessorRows.Row best;
    private @Nullable Row next;

    Items(Iterator<Row> pairs, SuccessorRows.Row best) {
      this.pairs = pairs;
      this.best = best;
      step();
    }

    private void step() {
      next = pairs.hasNext() ? pairs.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      Row row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      long item = row.getLong(0) >> PairWork.ITEM_SHIFT;
      best.clear();
      while (row != null && row.getLong(0) >> PairWork.ITEM_SHIFT == item) {
        addSuccessor(row.getLong(0) >> PairWork.DISTANCE_BITS);
        row = next;
      }
      Integer[] items = new Integer[best.size()];
      Double[] shares = new Double[best.size()];
      Integer[] counts = new Integer[best.size()];
      for (int slot = 0; slot < items.length; slot++) {
        items[slot] = best.item(slot);
        shares[slot] = best.share(slot);
        counts[slot] = best.count(slot);
      }
      return RowFactory.create((int) item, items, shares, counts);
    }

    /** One after another, as a single machine adds them: the bits of a sum depend on that. */
    private void addSuccessor(long both) {
      double sum = 0;
      int count = 0;
      while (next != null && next.getLong(0) >> PairWork.DISTANCE_BITS == both) {
        long distance = next.getLong(0) & DISTANCE;
        for (int i = 0; i < next.getInt(1); i++) {
          sum += 1.0 / distance;
        }
        count = Math.addExact(count, next.getInt(1));
        step();
      }
      int successor = (int) (both & SUCCESSOR);
      best.add(successor, sum, count);
    }
  }
}
