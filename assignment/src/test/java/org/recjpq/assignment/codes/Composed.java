package org.recjpq.assignment.codes;

import java.util.Objects;

/** The vectors that first sub-embeddings compose, computed the slow way. */
final class Composed {
  private Composed() {}

  /** The vectors of the items, [N][d]: a concatenation for narrow sub-embeddings, else a sum. */
  static double[][] vectors(AssignedCodes assigned, int items, int dimension) {
    SubEmbeddings first = Objects.requireNonNull(assigned.first());
    int width = first.width();
    double[][] composed = new double[items][dimension];
    for (int item = 0; item < items; item++) {
      for (int split = 0; split < first.shape().splits(); split++) {
        int row = split * first.shape().subIds() + assigned.codes().subId(item, split);
        for (int column = 0; column < width; column++) {
          int target = width == dimension ? column : split * width + column;
          composed[item][target] += first.values()[row * width + column];
        }
      }
    }
    return composed;
  }

  static double rootMeanSquare(AssignedCodes assigned, int dimension) {
    int items = new CodeReport(assigned.codes()).items();
    double sum = 0;
    for (double[] vector : vectors(assigned, items, dimension)) {
      for (double value : vector) {
        sum += value * value;
      }
    }
    return Math.sqrt(sum / items);
  }
}
