/** Loss to updates of the parameters, with TensorFlow's own apply ops, free of races. */
@NullMarked
package org.recjpq.graph.optimizers;

import org.jspecify.annotations.NullMarked;
