package org.recjpq.assignment.vectors;

/** The Euclidean lengths of the rows of tables. */
final class VectorLengths {
  private static final int BLOCK_ROWS = 4096;

  private VectorLengths() {}

  /** The length of one row. */
  static double of(VectorTable table, int row) {
    float[] values = table.array(row);
    int offset = table.offset(row);
    double sum = 0;
    for (int k = 0; k < table.columns(); k++) {
      double value = values[offset + k];
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** The root of the mean squared length of rows that are not zeros; 0 if all are. */
  static double rootMeanSquare(VectorTable table) {
    double sum = 0;
    long rows = 0;
    for (int row = 0; row < table.rows(); row++) {
      double length = of(table, row);
      sum += length * length;
      rows += length > 0 ? 1 : 0;
    }
    return rows == 0 ? 0 : Math.sqrt(sum / rows);
  }

  /** Divides each row by a power of its length; zeros stay. */
  static void temper(VectorTable table, double power) {
    ParallelRanges.forEach(
        table.rows(),
        BLOCK_ROWS,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            double length = of(table, row);
            if (length > 0) {
              scale(table, row, Math.pow(length, -power));
            }
          }
        });
  }

  private static void scale(VectorTable table, int row, double factor) {
    float[] values = table.array(row);
    int offset = table.offset(row);
    for (int k = offset; k < offset + table.columns(); k++) {
      values[k] *= (float) factor;
    }
  }
}
