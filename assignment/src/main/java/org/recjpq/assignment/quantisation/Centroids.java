package org.recjpq.assignment.quantisation;

import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * The centres of k cells, [k, w] float32, and the search for the one nearest to a vector.
 *
 * <p>They are held column by column, so that the loops over all cells have no branch and can be
 * compiled to vector instructions.
 */
public final class Centroids {
  private static final int BLOCK_ROWS = 1024;

  private final int count;
  private final float[][] columns; // [w][k]
  private final float[] halfNorms; // [k], half of the squared norms

  /**
   * Copies centroids.
   *
   * @param values [k, w] in row-major order
   * @param count k, at least 1
   */
  public Centroids(float[] values, int count) {
    if (count < 1 || values.length == 0 || values.length % count != 0) {
      throw new IllegalArgumentException(
          "expected values of %d centroids, found %d".formatted(count, values.length));
    }
    int width = values.length / count;
    this.count = count;
    this.columns = new float[width][count];
    this.halfNorms = new float[count];
    for (int cell = 0; cell < count; cell++) {
      double norm = 0;
      for (int column = 0; column < width; column++) {
        float value = values[cell * width + column];
        columns[column][cell] = value;
        norm += (double) value * value;
      }
      halfNorms[cell] = (float) (norm / 2);
    }
  }

  /** k, the number of cells. */
  public int count() {
    return count;
  }

  /** w, the length of a vector. */
  public int width() {
    return columns.length;
  }

  /** One number of one centroid. */
  public float get(int cell, int column) {
    return columns[column][cell];
  }

  /** The squared norm of every centroid, [k]. */
  public float[] squaredNorms() {
    float[] norms = new float[count];
    for (int cell = 0; cell < count; cell++) {
      norms[cell] = 2 * halfNorms[cell];
    }
    return norms;
  }

  /**
   * The cell whose centroid is nearest to zero; the first of equally near ones.
   *
   * @return in [0, k)
   */
  public int nearestToZero() {
    return first(halfNorms);
  }

  /**
   * The cells whose centroids are nearest to some vectors, by Euclidean distance. O(n k w).
   *
   * @param points n vectors of length w
   * @return [n], each in [0, k)
   */
  public int[] nearest(VectorTable points) {
    int[] cells = new int[points.rows()];
    assign(points, cells, new float[0]);
    return cells;
  }

  /**
   * The same with squared distances.
   *
   * @param cells receives the cell of every vector
   * @param distances receives the squared distance to its centroid; may have no elements
   */
  void assign(VectorTable points, int[] cells, float[] distances) {
    if (points.columns() != width()) {
      throw new IllegalArgumentException(
          "expected vectors of length %d, found %d".formatted(width(), points.columns()));
    }
    ParallelRanges.forEach(
        points.rows(),
        BLOCK_ROWS,
        (from, to) -> {
          float[] scores = new float[count];
          for (int row = from; row < to; row++) {
            float[] vector = points.array(row);
            int offset = points.offset(row);
            score(vector, offset, scores);
            cells[row] = first(scores);
            if (distances.length > 0) {
              distances[row] = distance(vector, offset, cells[row]);
            }
          }
        });
  }

  /** Half of the squared distances to all centroids, less half of the vector's squared norm. */
  private void score(float[] vector, int offset, float[] scores) {
    System.arraycopy(halfNorms, 0, scores, 0, count);
    int column = 0;
    for (; column + 4 <= columns.length; column += 4) {
      subtract(
          columns[column],
          columns[column + 1],
          columns[column + 2],
          columns[column + 3],
          vector,
          offset + column,
          scores);
    }
    for (; column < columns.length; column++) {
      subtract(columns[column], vector[offset + column], scores);
    }
  }

  /** Four columns at once: a quarter of the traffic of scores. */
  private static void subtract(
      float[] a, float[] b, float[] c, float[] d, float[] vector, int offset, float[] scores) {
    float x = vector[offset];
    float y = vector[offset + 1];
    float z = vector[offset + 2];
    float w = vector[offset + 3];
    for (int cell = 0; cell < scores.length; cell++) {
      scores[cell] -= x * a[cell] + y * b[cell] + z * c[cell] + w * d[cell];
    }
  }

  private static void subtract(float[] column, float factor, float[] scores) {
    for (int cell = 0; cell < scores.length; cell++) {
      scores[cell] -= factor * column[cell];
    }
  }

  /** Where the least value is; the first of equal ones. */
  private static int first(float[] values) {
    int first = 0;
    float least = values[0];
    for (int i = 1; i < values.length; i++) {
      if (values[i] < least) {
        least = values[i];
        first = i;
      }
    }
    return first;
  }

  private float distance(float[] vector, int offset, int cell) {
    double distance = 0;
    for (int column = 0; column < columns.length; column++) {
      double difference = (double) vector[offset + column] - columns[column][cell];
      distance += difference * difference;
    }
    return (float) distance;
  }

  /** The centroids in row-major order, [k, w], as a new array. */
  public float[] values() {
    float[] values = new float[count * width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i % width()][i / width()];
    }
    return values;
  }
}
