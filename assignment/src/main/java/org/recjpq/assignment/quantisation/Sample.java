package org.recjpq.assignment.quantisation;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.sequences.RandomSubset;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * The vectors that k-means looks at.
 *
 * @param points [n, w]
 * @param weights [n] positive numbers, or null if all are 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sample(VectorTable points, float @Nullable [] weights) {
  /**
   * Draws {@code count} of the vectors without replacement, each as likely as any other; all of
   * them if there are no more.
   */
  static Sample of(
      VectorTable points, float @Nullable [] weights, int count, SplittableRandom random) {
    if (count == points.rows()) {
      return new Sample(points.compact(), weights);
    }
    int[] rows = RandomSubset.of(points.rows(), count, random);
    VectorTable drawn = new VectorTable(count, points.columns());
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          points.array(rows[i]),
          points.offset(rows[i]),
          drawn.array(i),
          drawn.offset(i),
          points.columns());
    }
    return new Sample(drawn, weights == null ? null : selected(weights, rows));
  }

  private static float[] selected(float[] weights, int[] rows) {
    float[] selected = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = weights[rows[i]];
    }
    return selected;
  }

  /** n, the number of vectors. */
  int size() {
    return points.rows();
  }

  /** w, the length of a vector. */
  int width() {
    return points.columns();
  }

  /** The weight of one vector. */
  float weight(int row) {
    return weights == null ? 1 : weights[row];
  }
}
