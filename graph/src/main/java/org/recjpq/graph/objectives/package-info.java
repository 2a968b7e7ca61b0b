/** Sequence vectors and a batch to a loss: {@link org.recjpq.graph.objectives.Objective}. */
@NullMarked
package org.recjpq.graph.objectives;

import org.jspecify.annotations.NullMarked;
