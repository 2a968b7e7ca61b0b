package org.recjpq.graph.items;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.FirstValues;

/**
 * What an item table gets from the training data before training begins.
 *
 * @param codes item codes of N + 2 rows; null if items need none
 * @param first the first values of those parameters that do not start at random
 */
public record PreparedItems(@Nullable ItemCodes codes, FirstValues first) {
  /** Codes, or none, and parameters that all start at random. */
  public static PreparedItems of(@Nullable ItemCodes codes) {
    return new PreparedItems(codes, FirstValues.none());
  }
}
