package org.recjpq.assignment.vectors;

import org.recjpq.assignment.sequences.Sequences;

/**
 * Powers of {@link Cooccurrences} A, divided by a power of their row sums r and column sums c:
 * (A[i, j] / (r[i] c[j])^{@code normalisation})^{@code power}.
 */
final class NormalisedCooccurrences {
  private final SparseRows matrix;
  private final SparseRows transposed;

  /**
   * Counts.
   *
   * @param weights of what follows and what precedes an item
   * @param normalisation 0 for counts as they are
   * @param power 1 for quotients as they are
   */
  NormalisedCooccurrences(
      Sequences train, Cooccurrences.Weights weights, double normalisation, double power) {
    float[] ofRow = factors(Cooccurrences.rowSums(train, weights), normalisation * power);
    Cooccurrences one =
        Cooccurrences.count(train, weights, (i, j, sum) -> (float) Math.pow(sum, power));
    if (weights.after() == weights.before()) {
      matrix = new Rows(one, ofRow, ofRow);
      transposed = matrix;
    } else {
      float[] ofColumn =
          factors(Cooccurrences.rowSums(train, weights.transposed()), normalisation * power);
      matrix = new Rows(one, ofRow, ofColumn);
      transposed =
          new Rows(
              Cooccurrences.count(
                  train, weights.transposed(), (j, i, sum) -> (float) Math.pow(sum, power)),
              ofColumn,
              ofRow);
    }
  }

  private static float[] factors(double[] sums, double power) {
    float[] factors = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      factors[i] = sums[i] == 0 ? 0 : (float) Math.pow(sums[i], -power);
    }
    return factors;
  }

  /** [N, N] */
  SparseRows matrix() {
    return matrix;
  }

  /** [N, N] */
  SparseRows transposed() {
    return transposed;
  }

  /** Cells times a factor of their row and one of their column. */
  private record Rows(Cooccurrences cells, float[] ofRow, float[] ofColumn) implements SparseRows {
    @Override
    public int rows() {
      return cells.items();
    }

    @Override
    public int columns() {
      return cells.items();
    }

    @Override
    public void read(int row, RowCells target) {
      float own = ofRow[row];
      cells.read(row, (column, value) -> target.add(column, value * own * ofColumn[column]));
    }
  }
}
