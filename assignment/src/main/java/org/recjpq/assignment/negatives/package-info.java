/**
 * Random negative items for training.
 *
 * <p>A {@link org.recjpq.assignment.negatives.NegativeSampling} holds the settings and creates a
 * {@link org.recjpq.assignment.negatives.NegativeSampler} for a catalogue, which draws the {@link
 * org.recjpq.assignment.negatives.Negatives} of a batch. Plain Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.assignment.negatives;

import org.jspecify.annotations.NullMarked;
