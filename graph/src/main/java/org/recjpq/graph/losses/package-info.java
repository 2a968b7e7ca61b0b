/** Sequence vectors and a batch to a loss: {@link org.recjpq.graph.losses.Loss}. */
@NullMarked
package org.recjpq.graph.losses;

import org.jspecify.annotations.NullMarked;
