package org.recjpq.savedmodels.explanations;

import org.jspecify.annotations.Nullable;

/**
 * What one item of a history has to do with an item that is recommended.
 *
 * @param item external id of the item of the history
 * @param place how far from the end of the history it occurred last, 1 for the newest item; items
 *     that the model does not know are not counted
 * @param effect by how much the score falls when the item is left out of the history, all its
 *     occurrences; below 0 if the score rises. Null for the only item of a history
 * @param sharedSubIds how many sub-ids the codes of both items have in common; null if the export
 *     has no codes
 * @param fromMemory what the memory of transitions adds to the score because of the item; 0 without
 *     a memory
 * @param share the share that the recommended item has of all transitions from the item of the
 *     history, in [0, 1] up to rounding; 0 if it is not among the successors that are kept
 * @param times how often the recommended item came after the item of the history, within the window
 *     of the memory, in the training sequences; 65,535 for that and more. Null if it is not among
 *     the successors that are kept, or the export does not have it
 */
public record Influence(
    String item,
    int place,
    @Nullable Float effect,
    @Nullable Integer sharedSubIds,
    float fromMemory,
    double share,
    @Nullable Integer times) {}
