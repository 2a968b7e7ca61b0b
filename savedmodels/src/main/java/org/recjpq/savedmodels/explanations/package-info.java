/**
 * Why an export recommends an item to a history.
 *
 * <p>In: a loaded export, a history and items. Out: how much each item of the history raises an
 * item's score, what the two have in common, and what the memory of transitions adds. Start at
 * {@link org.recjpq.savedmodels.explanations.Explainer}.
 */
@NullMarked
package org.recjpq.savedmodels.explanations;

import org.jspecify.annotations.NullMarked;
