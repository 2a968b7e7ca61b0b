package org.recjpq.assignment.vectors;

import org.recjpq.assignment.sequences.Sequences;

/**
 * The positive pointwise mutual information of items that occur near each other: max(0, ln(A[i, j]
 * / (r[i] q[j]))), where A are {@link Cooccurrences}, r their row sums and q the column sums to the
 * power {@code smoothing}, divided by their sum.
 *
 * <p>Source: Levy, Goldberg and Dagan, "Improving distributional similarity with lessons learned
 * from word embeddings", TACL 2015.
 *
 * <p>If A is symmetric, the matrix and its transpose share one copy of it, since they differ only
 * in what is added to its logarithms.
 */
final class PointwiseInformation {
  private final float[] ofRow; // [N]: -ln r
  private final float[] ofColumn; // [N]: -ln q
  private final SparseRows matrix;
  private final SparseRows transposed;

  /**
   * Counts.
   *
   * @param weights of what follows and what precedes an item
   * @param smoothing power of column sums, which makes rare contexts count less if below 1
   */
  PointwiseInformation(Sequences train, Cooccurrences.Weights weights, double smoothing) {
    double[] rowSums = Cooccurrences.rowSums(train, weights);
    double[] columnSums = Cooccurrences.rowSums(train, weights.transposed());
    ofRow = minusLogarithms(rowSums);
    ofColumn = minusLogarithms(smoothed(columnSums, smoothing));
    if (weights.after() == weights.before()) {
      Cooccurrences both =
          Cooccurrences.count(
              train, weights, (i, j, sum) -> logarithm(sum, Math.max(added(i, j), added(j, i))));
      matrix = new Rows(both, ofRow, ofColumn);
      transposed = new Rows(both, ofColumn, ofRow);
    } else {
      Cooccurrences one =
          Cooccurrences.count(train, weights, (i, j, sum) -> logarithm(sum, added(i, j)));
      Cooccurrences other =
          Cooccurrences.count(
              train, weights.transposed(), (j, i, sum) -> logarithm(sum, added(i, j)));
      matrix = new Rows(one, ofRow, ofColumn);
      transposed = new Rows(other, ofColumn, ofRow);
    }
  }

  private float added(int row, int column) {
    return ofRow[row] + ofColumn[column];
  }

  /** NaN if the information is not positive. */
  private static float logarithm(double sum, float added) {
    float logarithm = (float) Math.log(sum);
    return logarithm + added > 0 ? logarithm : Float.NaN;
  }

  private static double[] smoothed(double[] sums, double power) {
    double total = 0;
    double[] smoothed = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      smoothed[i] = sums[i] == 0 ? 0 : Math.pow(sums[i], power);
      total += smoothed[i];
    }
    for (int i = 0; i < sums.length; i++) {
      smoothed[i] /= total;
    }
    return smoothed;
  }

  private static float[] minusLogarithms(double[] values) {
    float[] logarithms = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      logarithms[i] = (float) -Math.log(values[i]);
    }
    return logarithms;
  }

  /** [N, N] */
  SparseRows matrix() {
    return matrix;
  }

  /** [N, N] */
  SparseRows transposed() {
    return transposed;
  }

  /** Logarithms of cells plus a number per row and one per column, where that is positive. */
  private record Rows(Cooccurrences cells, float[] ofRow, float[] ofColumn) implements SparseRows {
    @Override
    public int rows() {
      return cells.rows();
    }

    @Override
    public int columns() {
      return cells.rows();
    }

    @Override
    public void read(int row, RowCells target) {
      float own = ofRow[row];
      cells.read(
          row,
          (column, value) -> {
            float information = value + own + ofColumn[column];
            if (information > 0) {
              target.add(column, information);
            }
          });
    }
  }
}
