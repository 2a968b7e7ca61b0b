package org.recjpq.assignment.quantisation;

import java.io.IOException;
import java.util.List;
import org.recjpq.assignment.vectors.Golden;
import org.recjpq.assignment.vectors.VectorTable;

/** The vectors that FAISS quantised, and its errors. */
final class GoldenVectors {
  private GoldenVectors() {}

  /**
   * What FAISS reached.
   *
   * @param method k-means, pq, opq or rq
   * @param splits m
   * @param cells b
   * @param error mean squared distance of the vectors to what they were replaced by
   */
  record Reached(String method, int splits, int cells, double error) {}

  static VectorTable vectors() throws IOException {
    List<String[]> lines = Golden.lines("quantiser_vectors.csv");
    VectorTable vectors = new VectorTable(lines.size(), lines.get(0).length);
    for (int row = 0; row < vectors.rows(); row++) {
      for (int column = 0; column < vectors.columns(); column++) {
        vectors.set(row, column, Float.parseFloat(lines.get(row)[column]));
      }
    }
    return vectors;
  }

  static List<Reached> reached(String method) throws IOException {
    return Golden.lines("quantiser_errors.csv").stream()
        .filter(line -> line[0].equals(method))
        .map(
            line ->
                new Reached(
                    line[0],
                    Integer.parseInt(line[1]),
                    Integer.parseInt(line[2]),
                    Double.parseDouble(line[3])))
        .toList();
  }

  /** The mean squared distance of vectors to what their parts compose. */
  static double error(VectorTable vectors, Quantised quantised) {
    double sum = 0;
    for (int row = 0; row < vectors.rows(); row++) {
      double[] composed = new double[vectors.columns()];
      for (int split = 0; split < quantised.cells().length; split++) {
        Centroids part = quantised.centroids().get(split);
        boolean summed = part.width() == composed.length;
        for (int column = 0; column < part.width(); column++) {
          composed[(summed ? 0 : split * part.width()) + column] +=
              part.get(quantised.cells()[split][row], column);
        }
      }
      for (int column = 0; column < composed.length; column++) {
        sum += Math.pow(vectors.get(row, column) - composed[column], 2);
      }
    }
    return sum / vectors.rows();
  }
}
