package org.recjpq.graph.items;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;

/**
 * Approximate count of float32 numbers that a training step keeps alive per scored sequence vector,
 * for memory planning.
 *
 * @param items N
 * @param dimension d
 * @param codes shape of the item codes, or null for a full item table
 */
public record ScoringMemory(int items, int dimension, @Nullable CodeShape codes) {
  /**
   * For {@link ItemEmbedding#scores}: the table of sub-scores with its gradients, or the
   * candidates' vectors with theirs.
   */
  public long ofCandidates(int candidates) {
    if (codes != null && candidates >= JpqEmbedding.TABLE_CANDIDATES) {
      return 3L * codes.splits() * codes.subIds() + 12L * candidates;
    }
    return 4L * candidates * dimension;
  }

  /** For a product with the vectors of candidates that all sequence vectors share. */
  public long ofSharedCandidates(int candidates) {
    return 4L * (candidates + dimension);
  }

  /** For {@link ItemEmbedding#scoresOfAll}: the scores and their gradients. */
  public long ofAll() {
    return 4L * items;
  }

  /**
   * For {@link ItemEmbedding#logSumExpOfAll}: the scores of the whole catalogue with values derived
   * from them, or of one chunk of it with a few tables of sub-scores.
   */
  public long ofSumOfAll() {
    return codes == null
        ? 4L * items
        : 4L * SubScoreSums.rowsPerChunk(items) + 8L * codes.splits() * codes.subIds();
  }
}
