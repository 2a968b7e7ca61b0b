/**
 * Item vectors to sequence vectors.
 *
 * <p>An {@link org.recjpq.graph.encoders.EncoderSettings} is what a configuration chooses, a {@link
 * org.recjpq.graph.encoders.SequenceEncoder} what it adds to a graph.
 */
@NullMarked
package org.recjpq.graph.encoders;

import org.jspecify.annotations.NullMarked;
