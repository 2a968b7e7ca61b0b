package org.recjpq.assignment.growth;

import org.recjpq.assignment.vectors.VectorTable;

/** A weighted mean of vectors that is as long as these are on average. */
final class VectorMean {
  private final double[] sum;
  private final double[] units;
  private double weights;
  private double lengths;

  VectorMean(int dimension) {
    this.sum = new double[dimension];
    this.units = new double[dimension];
  }

  /** Adds a row of a table; {@code weight} is above 0. */
  void add(VectorTable table, int row, double weight) {
    float[] values = table.array(row);
    int offset = table.offset(row);
    double square = 0;
    for (int k = 0; k < sum.length; k++) {
      square += (double) values[offset + k] * values[offset + k];
    }
    double length = Math.sqrt(square);
    if (length == 0) {
      return;
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] += weight * values[offset + k];
      units[k] += weight * values[offset + k] / length;
    }
    weights += weight;
    lengths += weight * length;
  }

  /** How alike the directions are, in [0, 1]: 1 if they are the same, 0 if they cancel out. */
  double agreement() {
    return weights == 0 ? 0 : length(units) / weights;
  }

  /** The mean, stretched to the mean length of the vectors; zeros if there is none. */
  double[] vector() {
    double length = length(sum);
    double[] vector = new double[sum.length];
    if (length > 0) {
      double factor = lengths / weights / length;
      for (int k = 0; k < vector.length; k++) {
        vector[k] = factor * sum[k];
      }
    }
    return vector;
  }

  static double length(double[] vector) {
    double square = 0;
    for (double value : vector) {
      square += value * value;
    }
    return Math.sqrt(square);
  }
}
