package org.recjpq.assignment.quality;

import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/** Vectors of items, composed of the sub-embeddings that their codes name. */
public final class ComposedVectors {
  private static final int BLOCK_ROWS = 4096;

  private ComposedVectors() {}

  /**
   * What items begin with, or could begin with: composed of the first sub-embeddings, or without
   * them of those that {@link #fitted} finds.
   *
   * @param vectors of the N items, [N, d]
   * @return [N, d]
   */
  static VectorTable of(AssignedCodes assigned, VectorTable vectors) {
    SubEmbeddings first = assigned.first();
    return first == null
        ? fitted(assigned.codes(), vectors)
        : composed(assigned.codes(), first, vectors.rows(), vectors.columns());
  }

  /**
   * Vectors of items, composed of given sub-embeddings.
   *
   * @param codes with at least the splits of the sub-embeddings; further ones are ignored
   * @param parts of the width of a whole vector if they are summed, else of a part of it
   * @param items N, of which the first rows of the codes are
   * @param dimension d
   * @return [N, d]
   */
  public static VectorTable composed(
      ItemCodes codes, SubEmbeddings parts, int items, int dimension) {
    CodeShape shape = parts.shape();
    int step = parts.width() == dimension ? 0 : parts.width(); // a sum, or a concatenation
    VectorTable composed = new VectorTable(items, dimension);
    ParallelRanges.forEach(
        items,
        BLOCK_ROWS,
        (from, to) -> {
          for (int item = from; item < to; item++) {
            for (int split = 0; split < shape.splits(); split++) {
              int part = split * shape.subIds() + codes.subId(item, split);
              int target = composed.offset(item) + split * step;
              for (int column = 0; column < parts.width(); column++) {
                composed.array(item)[target + column] +=
                    parts.values()[part * parts.width() + column];
              }
            }
          }
        });
    return composed;
  }

  /**
   * Sums of sub-embeddings of full length, of which each is the mean of what the splits before it
   * left of the vectors of its items: what the codes alone can say about the vectors.
   */
  static VectorTable fitted(ItemCodes codes, VectorTable vectors) {
    int dimension = vectors.columns();
    int subIds = codes.shape().subIds();
    VectorTable fitted = new VectorTable(vectors.rows(), dimension);
    for (int split = 0; split < codes.shape().splits(); split++) {
      double[] sums = new double[Math.multiplyExact(subIds, dimension)];
      int[] counts = new int[subIds];
      for (int item = 0; item < vectors.rows(); item++) {
        int subId = codes.subId(item, split);
        counts[subId]++;
        for (int column = 0; column < dimension; column++) {
          sums[subId * dimension + column] +=
              (double) vectors.get(item, column) - fitted.get(item, column);
        }
      }
      for (int item = 0; item < vectors.rows(); item++) {
        int subId = codes.subId(item, split);
        float[] vector = fitted.array(item);
        int offset = fitted.offset(item);
        for (int column = 0; column < dimension; column++) {
          vector[offset + column] += (float) (sums[subId * dimension + column] / counts[subId]);
        }
      }
    }
    return fitted;
  }
}
