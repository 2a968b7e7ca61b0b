/**
 * Codes for items that came after the training of a model, without training.
 *
 * <p>In: the codes and trained sub-embeddings of the items that the model knows, a log that has new
 * items behind them, and {@link org.recjpq.assignment.growth.ItemPlacement ways} to tell what a new
 * item is like. Out: {@link org.recjpq.assignment.growth.GrownCodes}, in which known items keep
 * their codes. Start there.
 */
@NullMarked
package org.recjpq.assignment.growth;

import org.jspecify.annotations.NullMarked;
