package org.recjpq.assignment.search;

import org.recjpq.assignment.codes.ItemCodes;

/**
 * Item codes with their sub-embeddings: computes the vectors of items, and the sub-scores for
 * searches.
 *
 * <p>Source: RecJPQ, arXiv 2312.06165.
 *
 * <p>Sizes: N items, m splits, b sub-ids, d dimension.
 */
public final class ItemTable {
  private final SearchedItems items;
  private final int splits;
  private final int subIds;
  private final int dimension;
  private final float[] subEmbeddings; // [m, d/m, b], so that one pass serves all sub-ids

  /**
   * Creates a table from the codes and sub-embeddings of a model.
   *
   * @param codes of at least N rows; those past the items, such as padding, are not read
   * @param items N, at least 1
   * @param subEmbeddings [m, b, d/m], finite; copied
   * @throws IllegalArgumentException if the sizes disagree
   */
  public ItemTable(ItemCodes codes, int items, float[] subEmbeddings) {
    this.items = new SearchedItems(codes, items);
    this.splits = codes.shape().splits();
    this.subIds = codes.shape().subIds();
    if (subEmbeddings.length == 0 || subEmbeddings.length % (splits * subIds) != 0) {
      throw new IllegalArgumentException(
          "expected sub-embeddings of a multiple of %d numbers, found %d"
              .formatted(splits * subIds, subEmbeddings.length));
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
    return items.count();
  }

  /** At least N rows of m sub-ids. */
  public ItemCodes codes() {
    return items.codes();
  }

  /** d. */
  public int dimension() {
    return dimension;
  }

  /** The vector of {@code item}: [d], a new array. */
  public float[] vector(int item) {
    float[] vector = new float[dimension];
    for (int column = 0; column < dimension; column++) {
      int subId = items.subId(item, column / (dimension / splits));
      vector[column] = subEmbeddings[column * subIds + subId];
    }
    return vector;
  }

  /**
   * The sub-scores of a vector: in cell k·b + j the dot product of its k-th part with sub-embedding
   * j of split k.
   *
   * @param vector [d]
   * @return [m·b], a new array
   * @throws IllegalArgumentException if the vector has another length
   */
  public float[] subScores(float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "expected a vector of %d numbers, found %d".formatted(dimension, vector.length));
    }
    float[] subScores = new float[splits * subIds];
    int subDimension = dimension / splits;
    for (int column = 0; column < dimension; column++) {
      addProducts(vector[column], column, column / subDimension * subIds, subScores);
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
