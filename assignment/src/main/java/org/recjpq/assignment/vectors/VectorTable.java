package org.recjpq.assignment.vectors;

import java.util.Objects;

/**
 * A dense table [rows, columns] of float32, in chunks of whole rows, so that it may have more
 * numbers than an array.
 */
public final class VectorTable {
  private static final int CHUNK_NUMBERS = 1 << 26;
  private static final int BLOCK_ROWS = 4096;

  private final int rows;
  private final int columns;
  private final int first; // number of a row in its array that is this table's first
  private final int stride; // numbers from row to row
  private final int chunkBits; // a chunk has 2^chunkBits rows, the last one may have fewer
  private final float[][] chunks;

  /**
   * A table of zeros.
   *
   * @param rows 0 or more
   * @param columns at least 1
   */
  public VectorTable(int rows, int columns) {
    this(rows, columns, CHUNK_NUMBERS);
  }

  /** The same with chunks of at most about {@code chunkNumbers}, which changes no value. */
  VectorTable(int rows, int columns, int chunkNumbers) {
    if (rows < 0 || columns < 1) {
      throw new IllegalArgumentException(
          "expected 0 or more rows and at least 1 column, found %d and %d"
              .formatted(rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
    this.first = 0;
    this.stride = columns;
    int rowsThatFit = Math.max(1, chunkNumbers / columns);
    this.chunkBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rowsThatFit);
    this.chunks = new float[(int) ((rows + (1L << chunkBits) - 1) >>> chunkBits)][];
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      chunks[chunk] = new float[Math.min(rows - (chunk << chunkBits), 1 << chunkBits) * columns];
    }
  }

  private VectorTable(VectorTable whole, int from, int columns) {
    this.rows = whole.rows;
    this.columns = columns;
    this.first = whole.first + Objects.checkFromIndexSize(from, columns, whole.columns);
    this.stride = whole.stride;
    this.chunkBits = whole.chunkBits;
    this.chunks = whole.chunks;
  }

  /**
   * Some neighbouring columns of this table, not a copy: what is written to one is read from the
   * other.
   *
   * @param from the first one
   * @param count how many, at least 1
   */
  public VectorTable part(int from, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, found " + count);
    }
    return new VectorTable(this, from, count);
  }

  /** This table if nothing lies between its rows, else a copy of which that is true. */
  public VectorTable compact() {
    return stride == columns ? this : copy();
  }

  /** A table of the same numbers. */
  public VectorTable copy() {
    return mapped(
        columns, (source, from, target, to) -> System.arraycopy(source, from, target, to, columns));
  }

  /** Writes a row of a new table, from a row of another one. */
  @FunctionalInterface
  public interface RowMapping {
    /**
     * Writes the numbers of a row.
     *
     * @param source array that holds the row to read, from {@code from} on
     * @param target array of zeros for the row to write, from {@code to} on
     */
    void map(float[] source, int from, float[] target, int to);
  }

  /**
   * A new table with as many rows, each made of the same row of this one; on all processors.
   *
   * @param width its columns, at least 1
   */
  public VectorTable mapped(int width, RowMapping mapping) {
    VectorTable mapped = new VectorTable(rows, width);
    ParallelRanges.forEach(
        rows,
        BLOCK_ROWS,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            mapping.map(array(row), offset(row), mapped.array(row), mapped.offset(row));
          }
        });
    return mapped;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Numbers per row. */
  public int columns() {
    return columns;
  }

  /** One number. */
  public float get(int row, int column) {
    return array(row)[offset(row) + Objects.checkIndex(column, columns)];
  }

  /** Replaces one number. */
  public void set(int row, int column, float value) {
    array(row)[offset(row) + Objects.checkIndex(column, columns)] = value;
  }

  /**
   * The array that holds {@code row}, from {@link #offset} on; not a copy. Between rows there may
   * be numbers that are not of this table.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public float[] array(int row) {
    return chunks[Objects.checkIndex(row, rows) >> chunkBits];
  }

  /** Where {@code row} begins in its {@link #array}. */
  public int offset(int row) {
    return (row & (1 << chunkBits) - 1) * stride + first;
  }
}
