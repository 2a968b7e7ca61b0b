package org.recjpq.graph.model;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.JpqEmbedding;

/** Which {@link ItemEmbedding} a model has. */
public enum ItemsKind {
  /** {@link JpqEmbedding}: shared sub-embeddings and item codes. */
  JPQ {
    @Override
    ItemEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      if (codes == null) {
        throw new IllegalArgumentException("a JPQ item embedding needs item codes, found none");
      }
      if (codes.rows() != items + Catalogue.SPECIAL_ROWS) {
        throw new IllegalArgumentException(
            "item codes must have %d rows for %d items, found %d"
                .formatted(items + Catalogue.SPECIAL_ROWS, items, codes.rows()));
      }
      return new JpqEmbedding(parameters, codes, dimension);
    }

    @Override
    public boolean needsCodes() {
      return true;
    }
  },

  /** {@link FullEmbedding} with one table. */
  FULL {
    @Override
    ItemEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      requireNoCodes(codes);
      return FullEmbedding.tied(parameters, items, dimension);
    }
  },

  /** {@link FullEmbedding} with an output table of its own, the base model of the RecJPQ study. */
  FULL_UNTIED {
    @Override
    ItemEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      requireNoCodes(codes);
      return FullEmbedding.untied(parameters, items, dimension);
    }
  },

  /**
   * {@link FullEmbedding} with an output layer of its own, weights and bias, behind an encoder that
   * ends in a ReLU if it can: the base GRU4Rec of the RecJPQ study.
   */
  FULL_BIASED {
    @Override
    ItemEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      requireNoCodes(codes);
      return FullEmbedding.biased(parameters, items, dimension);
    }

    @Override
    boolean followsRelu() {
      return true;
    }
  };

  abstract ItemEmbedding create(
      Parameters parameters, int dimension, int items, @Nullable ItemCodes codes);

  /** Whether the kind needs item codes; the others must get none. */
  public boolean needsCodes() {
    return false;
  }

  /** Whether sequence vectors go through a ReLU before they are scored, where the encoder can. */
  boolean followsRelu() {
    return false;
  }

  private static void requireNoCodes(@Nullable ItemCodes codes) {
    if (codes != null) {
      throw new IllegalArgumentException("a full item table takes no item codes");
    }
  }
}
