package org.recjpq.assignment.vectors;

import java.util.Arrays;

/** A growing list of cells of a sparse matrix, each a column and a weight; may be used again. */
final class RowCells {
  private static final int BATCH = 16; // a multiple of 4, so that sums have the same order
  private static final int LINE = 16; // numbers

  private int[] columns = new int[64];
  private float[] weights = new float[64];
  private int size;
  float touched; // not private, so that what only fetches is kept

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

  /**
   * Adds the weighted sum of the rows of {@code panel} that the columns name to {@code sum}.
   *
   * <p>Four rows at a time, so that the sum is loaded and stored a quarter as often.
   */
  void addProduct(TablePanel panel, float[] sum) {
    for (int cell = 0; cell < size; cell += BATCH) {
      int end = Math.min(cell + BATCH, size);
      touch(panel, cell, end);
      addProduct(panel, cell, end, sum);
    }
  }

  /**
   * Reads a number of every cache line of some rows, one right after the other, so that they are
   * fetched at the same time: the rows lie anywhere in memory, and sums would wait for each.
   */
  private void touch(TablePanel panel, int from, int to) {
    VectorTable table = panel.table();
    float all = 0;
    for (int cell = from; cell < to; cell++) {
      float[] row = table.array(columns[cell]);
      int offset = panel.offset(columns[cell]);
      for (int k = 0; k < panel.count(); k += LINE) {
        all += row[offset + k];
      }
    }
    touched = all;
  }

  private void addProduct(TablePanel panel, int from, int to, float[] sum) {
    VectorTable table = panel.table();
    int cell = from;
    for (; cell + 4 <= to; cell += 4) {
      int a = columns[cell];
      int b = columns[cell + 1];
      int c = columns[cell + 2];
      int d = columns[cell + 3];
      addFour(
          sum,
          new float[][] {table.array(a), table.array(b), table.array(c), table.array(d)},
          new int[] {panel.offset(a), panel.offset(b), panel.offset(c), panel.offset(d)},
          cell);
    }
    for (; cell < to; cell++) {
      float[] row = table.array(columns[cell]);
      int offset = panel.offset(columns[cell]);
      float weight = weights[cell];
      for (int k = 0; k < sum.length; k++) {
        sum[k] += weight * row[offset + k];
      }
    }
  }

  private void addFour(float[] sum, float[][] rows, int[] offsets, int cell) {
    float[] row0 = rows[0];
    float[] row1 = rows[1];
    float[] row2 = rows[2];
    float[] row3 = rows[3];
    int offset0 = offsets[0];
    int offset1 = offsets[1];
    int offset2 = offsets[2];
    int offset3 = offsets[3];
    float weight0 = weights[cell];
    float weight1 = weights[cell + 1];
    float weight2 = weights[cell + 2];
    float weight3 = weights[cell + 3];
    for (int k = 0; k < sum.length; k++) {
      sum[k] +=
          weight0 * row0[offset0 + k]
              + weight1 * row1[offset1 + k]
              + weight2 * row2[offset2 + k]
              + weight3 * row3[offset3 + k];
    }
  }
}
