package org.recjpq.assignment.vectors;

import java.util.Arrays;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;

/**
 * How often each user interacted with each item: a sparse matrix in compressed rows with ascending
 * columns.
 *
 * <p>Memory: 8 bytes per stored cell and 4 per row.
 */
public final class InteractionMatrix implements SparseProduct {
  private static final int BLOCK_ROWS = 256;

  private final int columns;
  private final int[] starts; // [rows + 1]: start of each row's cells
  private final int[] columnOf; // [cells]
  private final int[] counts; // [cells]

  private InteractionMatrix(int columns, int[] starts, int[] columnOf, int[] counts) {
    this.columns = columns;
    this.starts = starts;
    this.columnOf = columnOf;
    this.counts = counts;
  }

  /**
   * Counts the interactions of users × (N + 2) rows of the catalogue; the last two columns are
   * zero.
   *
   * <p>Departure: the text of RecJPQ calls the matrix binary; the official code and this class
   * count repeats.
   */
  public static InteractionMatrix of(Sequences train) {
    int interactions = Math.toIntExact(train.interactions());
    int[] starts = new int[train.count() + 1];
    int[] columnOf = new int[interactions];
    int[] counts = new int[interactions];
    int cells = 0;
    for (int user = 0; user < train.count(); user++) {
      int[] items = new int[train.length(user)];
      train.copy(user, 0, items.length, items, 0);
      Arrays.sort(items);
      for (int i = 0; i < items.length; i++) {
        if (i == 0 || items[i] != items[i - 1]) {
          columnOf[cells] = items[i];
          cells++;
        }
        counts[cells - 1]++;
      }
      starts[user + 1] = cells;
    }
    return new InteractionMatrix(
        train.catalogueSize() + Catalogue.SPECIAL_ROWS,
        starts,
        Arrays.copyOf(columnOf, cells),
        Arrays.copyOf(counts, cells));
  }

  /** Number of rows. */
  @Override
  public int rows() {
    return starts.length - 1;
  }

  /** Number of columns. */
  @Override
  public int columns() {
    return columns;
  }

  /** Number of non-zero cells. */
  int cells() {
    return columnOf.length;
  }

  /** Start of the cells of {@code row}; those of the next row follow its last. */
  public int start(int row) {
    return starts[row];
  }

  /** The column of a cell. */
  public int column(int cell) {
    return columnOf[cell];
  }

  /** The count of a cell. */
  int count(int cell) {
    return counts[cell];
  }

  /** Whether this cell is not zero. */
  boolean contains(int row, int column) {
    return Arrays.binarySearch(columnOf, starts[row], starts[row + 1], column) >= 0;
  }

  /** The same counts with rows and columns swapped. */
  @Override
  public InteractionMatrix transposed() {
    int[] next = new int[columns + 1];
    for (int column : columnOf) {
      next[column + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] transposedStarts = next.clone();
    int[] rowOf = new int[columnOf.length];
    int[] transposedCounts = new int[columnOf.length];
    for (int row = 0; row < rows(); row++) {
      for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
        int target = next[columnOf[cell]]++;
        rowOf[target] = row;
        transposedCounts[target] = counts[cell];
      }
    }
    return new InteractionMatrix(rows(), transposedStarts, rowOf, transposedCounts);
  }

  /**
   * This matrix times {@code right}, whose rows are this matrix's columns.
   *
   * <p>Parallel; each row of the product is summed by one thread in column order, so its bits do
   * not depend on the number of threads.
   */
  @Override
  public TallMatrix times(TallMatrix right) {
    TallMatrix product = new TallMatrix(rows(), right.columns());
    ParallelRanges.forEach(rows(), BLOCK_ROWS, (from, to) -> multiply(from, to, right, product));
    return product;
  }

  private void multiply(int from, int to, TallMatrix right, TallMatrix product) {
    int width = right.columns();
    double[] in = right.values();
    double[] out = product.values();
    for (int row = from; row < to; row++) {
      int target = row * width;
      for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
        double count = counts[cell];
        int source = columnOf[cell] * width;
        for (int k = 0; k < width; k++) {
          out[target + k] += count * in[source + k];
        }
      }
    }
  }
}
