/**
 * Item vectors to sequence vectors.
 *
 * <p>An {@link org.recjpq.graph.encoders.EncoderSettings} is chosen by a configuration and adds a
 * {@link org.recjpq.graph.encoders.SequenceEncoder} to a graph.
 */
@NullMarked
package org.recjpq.graph.encoders;

import org.jspecify.annotations.NullMarked;
