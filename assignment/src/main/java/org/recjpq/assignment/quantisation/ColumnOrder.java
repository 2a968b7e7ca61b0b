package org.recjpq.assignment.quantisation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * An order of columns in which the variances of every run of d/m columns have about the same
 * product, as cells of equal number serve independent columns best.
 *
 * <p>Source: the eigenvalue allocation of Ge, He, Ke and Sun, "Optimized product quantization",
 * TPAMI 2014, §3.3.2, for the columns as they are: those of a singular value decomposition are not
 * correlated.
 */
final class ColumnOrder {
  private final int[] sources; // [d], the column that each new one is

  private ColumnOrder(int[] sources) {
    this.sources = sources;
  }

  /** The order for the variances of some vectors. */
  static ColumnOrder balanced(VectorTable vectors, int splits) {
    return new ColumnOrder(balanced(variances(vectors), splits));
  }

  /**
   * Columns in descending order of variance, each put into the run of the least product so far that
   * has room.
   *
   * @param variances [d], none negative
   * @param splits m, of which d is a multiple
   * @return [d], the column for each place
   */
  static int[] balanced(double[] variances, int splits) {
    int width = variances.length / splits;
    Integer[] byVariance = IntStream.range(0, variances.length).boxed().toArray(Integer[]::new);
    Arrays.sort(byVariance, Comparator.comparing(column -> -variances[column]));
    double[] products = new double[splits]; // logarithms
    int[] filled = new int[splits];
    int[] sources = new int[variances.length];
    for (int column : byVariance) {
      int least = -1;
      for (int split = 0; split < splits; split++) {
        if (filled[split] < width && (least < 0 || products[split] < products[least])) {
          least = split;
        }
      }
      sources[least * width + filled[least]] = column;
      filled[least]++;
      products[least] += Math.log(Math.max(variances[column], Double.MIN_NORMAL));
    }
    return sources;
  }

  private static double[] variances(VectorTable vectors) {
    double[] means = Moments.means(vectors);
    double[] variances = new double[means.length];
    for (int row = 0; row < vectors.rows(); row++) {
      float[] vector = vectors.array(row);
      int offset = vectors.offset(row);
      for (int column = 0; column < means.length; column++) {
        double difference = vector[offset + column] - means[column];
        variances[column] += difference * difference / vectors.rows();
      }
    }
    return variances;
  }

  /** The same vectors with their columns in this order, as a new table. */
  VectorTable apply(VectorTable vectors) {
    return vectors.mapped(
        sources.length,
        (source, from, target, to) -> {
          for (int column = 0; column < sources.length; column++) {
            target[to + column] = source[from + sources[column]];
          }
        });
  }
}
