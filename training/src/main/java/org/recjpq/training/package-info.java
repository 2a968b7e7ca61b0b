/** The training program: batches, loop, evaluation, checkpoints, TensorBoard, command line. */
@NullMarked
package org.recjpq.training;

import org.jspecify.annotations.NullMarked;
