/**
 * Training sequences to random items that a loss learns to score low.
 *
 * <p>A {@link org.recjpq.assignment.negatives.NegativeSampling} is the setting, a {@link
 * org.recjpq.assignment.negatives.NegativeSampler} what it makes of a catalogue, {@link
 * org.recjpq.assignment.negatives.Negatives} what is drawn for a batch. Plain Java, no TensorFlow.
 */
@NullMarked
package org.recjpq.assignment.negatives;

import org.jspecify.annotations.NullMarked;
