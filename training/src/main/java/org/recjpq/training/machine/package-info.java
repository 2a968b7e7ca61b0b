/**
 * The machine that a training runs on: processor, memory.
 *
 * <p>In: what the system tells. Out: plain values, or none where the system tells nothing.
 */
@NullMarked
package org.recjpq.training.machine;

import org.jspecify.annotations.NullMarked;
