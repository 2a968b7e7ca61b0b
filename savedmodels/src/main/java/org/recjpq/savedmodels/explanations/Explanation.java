package org.recjpq.savedmodels.explanations;

import java.util.List;

/**
 * Why an item has its score.
 *
 * @param item external id
 * @param score the score for the history
 * @param fromMemory the part of the score that the memory of transitions adds; 0 without a memory
 * @param popularity the item's share of all interactions of the training data
 * @param influences of the items of the history that the model uses, the one that raises the score
 *     most first; of equal ones the newer first
 */
public record Explanation(
    String item, float score, float fromMemory, float popularity, List<Influence> influences) {
  /** Copies the list. */
  public Explanation {
    influences = List.copyOf(influences);
  }

  /** The part of the score that is the model's. */
  public float fromModel() {
    return score - fromMemory;
  }
}
