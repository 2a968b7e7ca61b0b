/**
 * Divides a log into training, validation and test.
 *
 * <p>In: interactions read by {@code logs}, a {@link org.recjpq.assignment.holdout.HoldoutRule} and
 * a seed. Out: a {@link org.recjpq.assignment.holdout.Holdout}, which has the catalogue, the
 * training sequences, the cases of validation and test, and counts of what was left out.
 *
 * <p>All rules follow the same principles; whatever they leave out is counted in {@link
 * org.recjpq.assignment.holdout.HoldoutCounts}.
 *
 * <ul>
 *   <li>The catalogue has the items of the training interactions only, in the order of their first
 *       appearance when these are sorted by time, equal times in the order of the log.
 *   <li>A <em>cold item</em> has no training interaction, so that no model knows it. As the target
 *       of a case it is always a miss; in a history it is left out.
 *   <li>A <em>cold user</em> has no training sequence. Their cases count like all others, for a
 *       sequential model needs the history alone; a baseline that knows users by their training
 *       falls back to what it knows of the items.
 *   <li>A target is no case if nothing that the catalogue has comes before it: there is no history
 *       to recommend by.
 *   <li>The history of a test case is all that its user did before, held out or not; that of a
 *       validation case lacks what is held out for the test.
 * </ul>
 */
@NullMarked
package org.recjpq.assignment.holdout;

import org.jspecify.annotations.NullMarked;
