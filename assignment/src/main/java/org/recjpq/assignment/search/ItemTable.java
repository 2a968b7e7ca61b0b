package org.recjpq.assignment.search;

import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Item codes and the sub-embeddings that they name: all that a score is made of.
 *
 * <p>Source: RecJPQ, arXiv 2312.06165; PQTopK (Petrov, Macdonald, Tonellotto, RecSys 2024). An
 * item's score is the sum of m sub-scores, added from split 0 on in float32. Every search adds them
 * in this order: float addition is monotone, so a bound that is such a sum of larger sub-scores is
 * never below the score.
 *
 * <p>Sizes: N items, m splits, b sub-ids, d dimension.
 */
public final class ItemTable {
  private final int items;
  private final int splits;
  private final int subIds;
  private final int dimension;
  private final ItemCodes codes; // [N, m], more rows may follow
  private final float[] subEmbeddings; // [m, d/m, b], so that one pass serves all sub-ids

  /**
   * Takes codes and sub-embeddings as a model has them.
   *
   * @param items N, at least 1
   * @param codes of at least N rows, b at most {@link CodeShape#BYTE_SUB_IDS}; rows beyond N, such
   *     as padding, are not read
   * @param subEmbeddings [m, b, d/m], finite; copied
   * @throws IllegalArgumentException if the sizes disagree
   */
  public ItemTable(int items, ItemCodes codes, float[] subEmbeddings) {
    this.items = items;
    this.splits = codes.shape().splits();
    this.subIds = codes.shape().subIds();
    this.codes = codes;
    if (items < 1 || subIds > CodeShape.BYTE_SUB_IDS) {
      throw new IllegalArgumentException(
          "expected at least one item and at most %d sub-ids, found %d and %d"
              .formatted(CodeShape.BYTE_SUB_IDS, items, subIds));
    }
    if (codes.rows() < items
        || subEmbeddings.length == 0
        || subEmbeddings.length % (splits * subIds) != 0) {
      throw new IllegalArgumentException(
          "expected %d codes and a multiple of %d numbers, found %d and %d"
              .formatted(items, splits * subIds, codes.rows(), subEmbeddings.length));
    }
    this.dimension = subEmbeddings.length / subIds;
    this.subEmbeddings = transposed(subEmbeddings);
  }

  private float[] transposed(float[] subEmbeddings) {
    int subDimension = dimension / splits;
    float[] transposed = new float[subEmbeddings.length];
    int cell = 0;
    for (int split = 0; split < splits; split++) {
      for (int subId = 0; subId < subIds; subId++) {
        for (int column = 0; column < subDimension; column++) {
          transposed[(split * subDimension + column) * subIds + subId] = subEmbeddings[cell++];
        }
      }
    }
    return transposed;
  }

  /** N. */
  public int items() {
    return items;
  }

  /** m. */
  public int splits() {
    return splits;
  }

  /** b. */
  public int subIds() {
    return subIds;
  }

  /** d. */
  public int dimension() {
    return dimension;
  }

  /** The sub-id of {@code item} in {@code split}, in [0, b). */
  int subId(int item, int split) {
    return codes.subId(item, split);
  }

  /** The vector of {@code item}: [d], a new array. */
  public float[] vector(int item) {
    float[] vector = new float[dimension];
    for (int column = 0; column < dimension; column++) {
      int subId = subId(item, column / (dimension / splits));
      vector[column] = subEmbeddings[column * subIds + subId];
    }
    return vector;
  }

  /**
   * The sub-scores of a vector: in cell k·b + j the dot product of its k-th part with sub-embedding
   * j of split k.
   *
   * @param vector [d]
   * @return [m·b], finite, a new array
   * @throws IllegalArgumentException if the vector has another length or a sub-score is not finite
   */
  float[] subScores(float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "expected a vector of %d numbers, found %d".formatted(dimension, vector.length));
    }
    float[] subScores = new float[splits * subIds];
    int subDimension = dimension / splits;
    for (int column = 0; column < dimension; column++) {
      addProducts(vector[column], column, column / subDimension * subIds, subScores);
    }
    for (float subScore : subScores) {
      if (!Float.isFinite(subScore)) {
        throw new IllegalArgumentException("expected finite sub-scores, found " + subScore);
      }
    }
    return subScores;
  }

  private void addProducts(float factor, int column, int to, float[] sums) {
    int from = column * subIds;
    for (int subId = 0; subId < subIds; subId++) {
      sums[to + subId] += factor * subEmbeddings[from + subId];
    }
  }
}
