package org.recjpq.assignment.prepared;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.logs.Filters;

/**
 * The settings of a training that decide what is in a prepared folder; a training from the folder
 * has the same.
 *
 * @param filters what was left out of the log
 * @param holdout what was held out of training
 * @param seed of the holdout, and of the trainings
 * @param longestGap the time between two interactions from which on they count as apart, or null if
 *     gaps do not matter; {@code memory.longestGap} of a training
 * @param halfLife the age at which an interaction counts half, or null if age does not matter;
 *     {@code memory.halfLife} of a training
 */
public record PreparedOptions(
    Filters filters,
    HoldoutRule holdout,
    long seed,
    @Nullable String longestGap,
    @Nullable String halfLife) {}
