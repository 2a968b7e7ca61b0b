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
 *   <li>The catalogue has the items of the training interactions only, in order of their first
 *       appearance in time, equal times in the order of the log.
 *   <li>A <em>cold item</em> has no training interaction, so no model knows it. As the target of a
 *       case it is always a miss; in a history it is left out.
 *   <li>A <em>cold user</em> has no training sequence. Their cases are treated like all others,
 *       because a sequential model needs only the history; a baseline that learns about users in
 *       training falls back to its knowledge of the items.
 *   <li>A target is not a case if no item of the catalogue precedes it: there is no history to
 *       recommend from.
 *   <li>The history of a test case consists of all earlier interactions of its user, held out or
 *       not; that of a validation case lacks those held out for the test.
 * </ul>
 */
@NullMarked
package org.recjpq.assignment.holdout;

import org.jspecify.annotations.NullMarked;
