/** Item vectors to sequence vectors: {@link org.recjpq.graph.encoders.SequenceEncoder}. */
@NullMarked
package org.recjpq.graph.encoders;

import org.jspecify.annotations.NullMarked;
