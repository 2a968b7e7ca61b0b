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
    if (weights.after() == weights.before()) {
      matrix = counted(train, weights, power, ofRow, ofRow);
      transposed = matrix;
    } else {
      float[] ofColumn =
          factors(Cooccurrences.rowSums(train, weights.transposed()), normalisation * power);
      matrix = counted(train, weights, power, ofRow, ofColumn);
      transposed = counted(train, weights.transposed(), power, ofColumn, ofRow);
    }
  }

  private static SparseRows counted(
      Sequences train,
      Cooccurrences.Weights weights,
      double power,
      float[] ofRow,
      float[] ofColumn) {
    return Cooccurrences.count(
        train, weights, (i, j, sum) -> (float) Math.pow(sum, power) * ofRow[i] * ofColumn[j]);
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
}
