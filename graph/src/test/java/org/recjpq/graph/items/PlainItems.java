package org.recjpq.graph.items;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Vectors and scores of items in plain Java, in double precision. They are computed from the
 * weights at every call, so that these may be changed in between.
 */
public interface PlainItems {
  /** The vector of a row, [d]. */
  double[] vector(int row);

  /** The vector that a row is scored by, [d]. */
  default double[] outputVector(int row) {
    return vector(row);
  }

  /** What is added to the scores of a row. */
  default double bias(int row) {
    return 0;
  }

  /** Score of a row. */
  default double score(double[] sequence, int row) {
    double[] vector = outputVector(row);
    double score = bias(row);
    for (int i = 0; i < vector.length; i++) {
      score += sequence[i] * vector[i];
    }
    return score;
  }

  /** Scores of the first rows. */
  default double[] scores(double[] sequence, int rows) {
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      scores[row] = score(sequence, row);
    }
    return scores;
  }

  /** One table for input and output, [N + 2, d]. */
  static PlainItems tied(float[] table, int dimension) {
    return row -> row(table, row, dimension);
  }

  /**
   * A table for the input and another one for the output.
   *
   * @param biases [N + 2], or null for none
   */
  static PlainItems untied(
      float[] input, float[] output, float @Nullable [] biases, int dimension) {
    return new PlainItems() {
      @Override
      public double[] vector(int row) {
        return row(input, row, dimension);
      }

      @Override
      public double[] outputVector(int row) {
        return row(output, row, dimension);
      }

      @Override
      public double bias(int row) {
        return biases == null ? 0 : biases[row];
      }
    };
  }

  /** Sub-embeddings [m, b, d/m] and what codes make of them. */
  static PlainItems jpq(ItemCodes codes, float[] subEmbeddings, int dimension) {
    return jpq(codes, subEmbeddings, new float[0], dimension, JpqEmbedding.Form.CONCATENATED);
  }

  /**
   * The same for any form.
   *
   * @param subEmbeddings [m, b, d/m], or [m, b, d] for sums
   * @param biases [b], looked up by the last sub-id of a code, or empty
   */
  static PlainItems jpq(
      ItemCodes codes,
      float[] subEmbeddings,
      float[] biases,
      int dimension,
      JpqEmbedding.Form form) {
    int subIds = codes.shape().subIds();
    int splits = codes.shape().splits() - (form.biased() ? 1 : 0);
    int width = form.summed() ? dimension : dimension / splits;
    return new PlainItems() {
      @Override
      public double[] vector(int row) {
        double[] vector = new double[dimension];
        for (int split = 0; split < splits; split++) {
          int from = (split * subIds + codes.subId(row, split)) * width;
          for (int i = 0; i < width; i++) {
            vector[(form.summed() ? 0 : split * width) + i] += subEmbeddings[from + i];
          }
        }
        return vector;
      }

      @Override
      public double bias(int row) {
        return form.biased() ? biases[codes.subId(row, splits)] : 0;
      }
    };
  }

  /** The sum of a vector for the quotient and one for the remainder of the row. */
  static PlainItems sumOfTwo(List<float[]> tables, int divisor, int dimension) {
    return row -> {
      double[] sum = row(tables.get(0), row / divisor, dimension);
      double[] remainder = row(tables.get(1), row % divisor, dimension);
      for (int i = 0; i < dimension; i++) {
        sum[i] += remainder[i];
      }
      return sum;
    };
  }

  private static double[] row(float[] table, int row, int dimension) {
    double[] vector = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = table[row * dimension + i];
    }
    return vector;
  }
}
