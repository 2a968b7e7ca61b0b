package org.recjpq.program.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;

/** The item embeddings that the command line knows. */
public enum ItemTable {
  /** {@link JpqEmbedding}. */
  JPQ,
  /** {@link FullEmbedding.Tied}. */
  FULL,
  /** {@link FullEmbedding.Untied}. */
  FULL_UNTIED,
  /** {@link FullEmbedding.Biased}. */
  FULL_BIASED;

  /** Whether items need codes. */
  public boolean needsCodes() {
    return this == JPQ;
  }

  /**
   * The settings.
   *
   * @param codes how codes are assigned, where items have them
   */
  public ItemSettings settings(@Nullable CodeAssigner codes) {
    return switch (this) {
      case JPQ -> codes == null ? new JpqEmbedding.Settings() : new JpqEmbedding.Settings(codes);
      case FULL -> new FullEmbedding.Tied();
      case FULL_UNTIED -> new FullEmbedding.Untied();
      case FULL_BIASED -> new FullEmbedding.Biased();
    };
  }

  /** The name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
