/**
 * Sequence vectors and a batch to the loss that training minimises.
 *
 * <p>A {@link org.recjpq.graph.losses.LossSettings} is chosen by a configuration and creates a
 * {@link org.recjpq.graph.losses.Loss} for a catalogue.
 */
@NullMarked
package org.recjpq.graph.losses;

import org.jspecify.annotations.NullMarked;
