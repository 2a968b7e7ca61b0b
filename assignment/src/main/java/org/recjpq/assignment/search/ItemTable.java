package org.recjpq.assignment.search;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;

/**
 * Item codes with their sub-embeddings: computes the vectors of items, and the sub-scores for
 * searches.
 *
 * <p>A vector is the concatenation of the sub-embeddings that a code names, as in RecJPQ (arXiv
 * 2312.06165), or their sum. With biases, a code ends with one more sub-id, and its bias is added
 * to the score.
 *
 * <p>Sizes: N items, m splits, b sub-ids, d dimension, w numbers per sub-embedding.
 */
public final class ItemTable {
  private final SearchedItems items;
  private final int splits;
  private final int subIds;
  private final int width;
  private final boolean summed;
  private final float[] subEmbeddings; // [m, w, b], so that one pass serves all sub-ids
  private final float[] biases; // [b], or empty

  /**
   * Creates a table of concatenations without biases.
   *
   * @param codes of at least N rows; those past the items, such as padding, are not read
   * @param items N, at least 1
   * @param subEmbeddings [m, b, d/m], finite; copied
   * @throws IllegalArgumentException if the sizes disagree
   */
  public ItemTable(ItemCodes codes, int items, float[] subEmbeddings) {
    this(codes, items, parts(codes.shape(), subEmbeddings), false, null);
  }

  private static SubEmbeddings parts(CodeShape shape, float[] subEmbeddings) {
    int all = Math.multiplyExact(shape.splits(), shape.subIds());
    if (subEmbeddings.length == 0 || subEmbeddings.length % all != 0) {
      throw new IllegalArgumentException(
          "expected sub-embeddings of a multiple of %d numbers, found %d"
              .formatted(all, subEmbeddings.length));
    }
    return new SubEmbeddings(shape, subEmbeddings.length / all, subEmbeddings);
  }

  /**
   * Creates a table from the codes and sub-embeddings of a model.
   *
   * @param codes of at least N rows; those past the items, such as padding, are not read
   * @param items N, at least 1
   * @param parts finite; copied
   * @param summed whether a vector is the sum of sub-embeddings instead of their concatenation
   * @param biases [b], those of the last sub-id of the codes, which then have m + 1; or null
   * @throws IllegalArgumentException if the sizes disagree
   */
  public ItemTable(
      ItemCodes codes, int items, SubEmbeddings parts, boolean summed, float @Nullable [] biases) {
    this.items = new SearchedItems(codes, items);
    this.splits = parts.shape().splits();
    this.subIds = parts.shape().subIds();
    this.width = parts.width();
    this.summed = summed;
    this.subEmbeddings = transposed(parts.values());
    this.biases = biases == null ? new float[0] : biases.clone();
    int expected = biases == null ? splits : splits + 1;
    if (!codes.shape().equals(new CodeShape(expected, subIds))) {
      throw new IllegalArgumentException(
          "expected codes of %d sub-ids below %d, found %s"
              .formatted(expected, subIds, codes.shape()));
    }
    if (biases != null && biases.length != subIds) {
      throw new IllegalArgumentException(
          "expected %d biases, found %d".formatted(subIds, biases.length));
    }
  }

  private float[] transposed(float[] subEmbeddings) {
    float[] transposed = new float[subEmbeddings.length];
    int cell = 0;
    for (int split = 0; split < splits; split++) {
      for (int subId = 0; subId < subIds; subId++) {
        for (int column = 0; column < width; column++) {
          transposed[(split * width + column) * subIds + subId] = subEmbeddings[cell++];
        }
      }
    }
    return transposed;
  }

  /** N. */
  public int items() {
    return items.count();
  }

  /** At least N rows of m sub-ids, or m + 1 with biases. */
  public ItemCodes codes() {
    return items.codes();
  }

  /** m, the sub-ids of a code that make its vector: without that of a bias. */
  public int splits() {
    return splits;
  }

  /** d. */
  public int dimension() {
    return summed ? width : splits * width;
  }

  /** Where numbers of sub-embeddings of {@code split} are in a vector. */
  private int first(int split) {
    return summed ? 0 : split * width;
  }

  /** The vector of {@code item}: [d], a new array. */
  public float[] vector(int item) {
    float[] vector = new float[dimension()];
    for (int split = 0; split < splits; split++) {
      int subId = items.subId(item, split);
      for (int column = 0; column < width; column++) {
        float number = subEmbeddings[(split * width + column) * subIds + subId];
        vector[first(split) + column] += number;
      }
    }
    return vector;
  }

  /**
   * The sub-scores of a vector: in cell k·b + j the dot product of its k-th part, or of all of it
   * if vectors are sums, with sub-embedding j of split k; at the end the biases, if there are some.
   *
   * @param vector [d]
   * @return [m·b], or [(m + 1)·b] with biases: a new array
   * @throws IllegalArgumentException if the vector has another length
   */
  public float[] subScores(float[] vector) {
    if (vector.length != dimension()) {
      throw new IllegalArgumentException(
          "expected a vector of %d numbers, found %d".formatted(dimension(), vector.length));
    }
    float[] subScores = new float[splits * subIds + biases.length];
    System.arraycopy(biases, 0, subScores, splits * subIds, biases.length);
    for (int row = 0; row < splits * width; row++) {
      int split = row / width;
      addProducts(vector[first(split) + row % width], row, split * subIds, subScores);
    }
    return subScores;
  }

  private void addProducts(float factor, int row, int to, float[] sums) {
    int from = row * subIds;
    for (int subId = 0; subId < subIds; subId++) {
      sums[to + subId] += factor * subEmbeddings[from + subId];
    }
  }
}
