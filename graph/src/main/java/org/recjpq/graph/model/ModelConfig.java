package org.recjpq.graph.model;

/**
 * All that is needed, beside the catalogue and its item codes, to build a model.
 *
 * @param encoder what turns item vectors into sequence vectors
 * @param items how item vectors are kept
 * @param dimension d, a multiple of the heads and of the codes' m
 * @param maxLength the longest history the model looks at, in items
 * @param blocks layers of the encoder
 * @param heads attention heads of a layer
 * @param dropout share of elements zeroed in training, in [0, 1)
 */
public record ModelConfig(
    EncoderKind encoder,
    ItemsKind items,
    int dimension,
    int maxLength,
    int blocks,
    int heads,
    double dropout) {
  public ModelConfig {
    if (dimension < 1 || maxLength < 1 || blocks < 1 || heads < 1) {
      throw new IllegalArgumentException(
          "dimension, maxLength, blocks and heads must be at least 1, found %d, %d, %d, %d"
              .formatted(dimension, maxLength, blocks, heads));
    }
    if (dimension % heads != 0) {
      throw new IllegalArgumentException(
          "dimension must be a multiple of heads, found %d and %d".formatted(dimension, heads));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must lie in [0, 1), found " + dropout);
    }
  }

  /** SASRec of the RecJPQ study (arXiv 2312.06165): d = 512, L = 200, 2 blocks, 1 head, 0.5. */
  public static ModelConfig study(ItemsKind items) {
    return new ModelConfig(EncoderKind.SASREC, items, 512, 200, 2, 1, 0.5);
  }

  /** The same model with another item embedding. */
  public ModelConfig withItems(ItemsKind kind) {
    return new ModelConfig(encoder, kind, dimension, maxLength, blocks, heads, dropout);
  }
}
