package org.recjpq.training.inspection;

import org.jspecify.annotations.Nullable;

/**
 * An item that often follows another one.
 *
 * @param item external id
 * @param score its share of all transitions from the other item, in [0, 1]
 * @param times how often it was counted; null if that is not known
 */
public record Follower(String item, float score, @Nullable Integer times) {}
