package org.recjpq.assignment.vectors;

import java.util.Arrays;

/** A growing list of cells of a sparse matrix, each a column and a weight; may be used again. */
final class RowCells {
  private static final int BATCH = 16; // a multiple of 4, so that sums have the same order

  private int[] columns = new int[64];
  private float[] weights = new float[64];
  private int size;
  private float[] part = new float[0]; // of a sum
  private float[][] fetched = new float[0][]; // rows of a panel

  /** Adds a cell. */
  void add(int column, float weight) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    columns[size] = column;
    weights[size] = weight;
    size++;
  }

  /** Adds the cells [{@code from}, {@code to}) of some arrays. */
  void addAll(int[] newColumns, float[] newWeights, int from, int to) {
    int count = to - from;
    if (size + count > columns.length) {
      int room = Math.max(size + count, 2 * columns.length);
      columns = Arrays.copyOf(columns, room);
      weights = Arrays.copyOf(weights, room);
    }
    System.arraycopy(newColumns, from, columns, size, count);
    System.arraycopy(newWeights, from, weights, size, count);
    size += count;
  }

  /** Removes all cells. */
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** The columns of all cells, as a new array. */
  int[] columns() {
    return Arrays.copyOf(columns, size);
  }

  /** The weights of all cells, as a new array. */
  float[] weights() {
    return Arrays.copyOf(weights, size);
  }

  /** Adds the weighted sum of the rows of {@code panel} that the columns name to {@code sum}. */
  void addProduct(TablePanel panel, float[] sum) {
    if (part.length != panel.count()) {
      part = new float[panel.count()];
      fetched = new float[BATCH][panel.count()];
    }
    for (int cell = 0; cell < size; cell += BATCH) {
      int count = Math.min(BATCH, size - cell);
      fetch(panel, cell, count);
      ArraySums.addProducts(sum, part, weights, cell, fetched, count);
    }
  }

  /**
   * Copies some rows, one right after the other, so that they are read at the same time: they lie
   * anywhere in memory, and sums would wait for each.
   */
  private void fetch(TablePanel panel, int cell, int count) {
    VectorTable table = panel.table();
    for (int i = 0; i < count; i++) {
      int row = columns[cell + i];
      System.arraycopy(table.array(row), panel.offset(row), fetched[i], 0, part.length);
    }
  }
}
