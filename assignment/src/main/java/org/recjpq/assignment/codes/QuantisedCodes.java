package org.recjpq.assignment.codes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.quantisation.Centroids;
import org.recjpq.assignment.quantisation.Quantised;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;

/** Codes and first sub-embeddings of quantised item vectors. */
final class QuantisedCodes {
  private QuantisedCodes() {}

  /**
   * Codes that name the cells, and first sub-embeddings that are the centroids times one factor, so
   * that the vectors that items begin with have a root mean square norm of 1. Padding and mask get
   * the code of the vector of zeros. A sub-id without centroid, which no item has, gets zeros.
   */
  static AssignedCodes of(Quantised quantised, CodeShape shape) {
    int[][] cells = quantised.cells();
    int items = cells[0].length;
    ItemCodes codes =
        ItemCodes.generate(
            shape,
            items + Catalogue.SPECIAL_ROWS,
            (row, split) -> row < items ? cells[split][row] : quantised.ofZero()[split]);
    double norm = Math.sqrt(quantised.meanSquare());
    float factor = norm > 0 ? (float) (1 / norm) : 1;
    return new AssignedCodes(codes, first(shape, quantised.centroids(), factor));
  }

  private static SubEmbeddings first(CodeShape shape, List<Centroids> centroids, float factor) {
    int width = centroids.get(0).width();
    float[] values = new float[Math.toIntExact((long) shape.splits() * shape.subIds() * width)];
    for (int split = 0; split < shape.splits(); split++) {
      float[] part = centroids.get(split).values();
      int target = split * shape.subIds() * width;
      for (int i = 0; i < part.length; i++) {
        values[target + i] = factor * part[i];
      }
    }
    return new SubEmbeddings(shape, width, values);
  }

  /**
   * What items count for in k-means: (n + 1) to the power of alpha for n interactions.
   *
   * @param alpha 0 or more
   * @return [N], or null if alpha is 0 and all count alike
   */
  static float @Nullable [] weights(Sequences train, double alpha) {
    if (alpha == 0) {
      return null;
    }
    int[] counts = train.itemCounts();
    float[] weights = new float[counts.length];
    for (int item = 0; item < counts.length; item++) {
      weights[item] = (float) Math.pow(counts[item] + 1.0, alpha);
    }
    return weights;
  }

  /** Checks the power of {@link #weights}. */
  static void checkPopularityPower(double alpha) {
    if (!(alpha >= 0 && alpha <= 2)) {
      throw new IllegalArgumentException("popularityPower must lie in [0, 2], found " + alpha);
    }
  }
}
