/**
 * Training sequences to batches, prepared ahead on another thread.
 *
 * <p>Start at {@link org.recjpq.training.batches.BatchSource}. Which sequences a batch holds, their
 * order, their targets and the negatives are functions of (seed, step) alone, so that a resumed run
 * sees what an uninterrupted one would have seen. Targets are chosen by a {@link
 * org.recjpq.training.batches.Task}.
 */
@NullMarked
package org.recjpq.training.batches;

import org.jspecify.annotations.NullMarked;
