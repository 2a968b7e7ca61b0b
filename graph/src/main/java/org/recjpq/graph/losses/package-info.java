/**
 * Sequence vectors and a batch to what training makes smaller.
 *
 * <p>A {@link org.recjpq.graph.losses.LossSettings} is what a configuration chooses, a {@link
 * org.recjpq.graph.losses.Loss} what it makes of a catalogue.
 */
@NullMarked
package org.recjpq.graph.losses;

import org.jspecify.annotations.NullMarked;
