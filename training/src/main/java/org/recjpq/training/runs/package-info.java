/**
 * A training run as a folder: its configuration, where its files lie, and what it needs of memory.
 *
 * <p>Start at {@link org.recjpq.training.runs.RunFolder}.
 */
@NullMarked
package org.recjpq.training.runs;

import org.jspecify.annotations.NullMarked;
