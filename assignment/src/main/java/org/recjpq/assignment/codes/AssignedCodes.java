package org.recjpq.assignment.codes;

import org.jspecify.annotations.Nullable;

/**
 * The frozen codes of all catalogue rows and, where the assigner has them, the sub-embeddings that
 * training starts from.
 *
 * @param codes of N + 2 rows
 * @param first the first sub-embeddings, whose splits and sub-ids are those of the codes; null if
 *     training starts from random ones
 */
public record AssignedCodes(ItemCodes codes, @Nullable SubEmbeddings first) {
  /** Checks that the sub-embeddings fit the codes. */
  public AssignedCodes {
    if (first != null && !first.shape().equals(codes.shape())) {
      throw new IllegalArgumentException(
          "first sub-embeddings must have the splits and sub-ids of the codes, %s, found %s"
              .formatted(codes.shape(), first.shape()));
    }
  }

  /** Codes without first sub-embeddings. */
  public static AssignedCodes of(ItemCodes codes) {
    return new AssignedCodes(codes, null);
  }
}
