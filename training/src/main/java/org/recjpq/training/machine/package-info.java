/**
 * The machine that a training runs on: processor, memory.
 *
 * <p>In: information from the system. Out: plain values, or none if the system does not provide
 * them.
 */
@NullMarked
package org.recjpq.training.machine;

import org.jspecify.annotations.NullMarked;
