/**
 * Training sequences to batches, prepared ahead on another thread.
 *
 * <p>Start at {@link org.recjpq.training.batches.BatchSource}. Which sequences a batch holds, in
 * which order, what is asked about them and its negatives are functions of (seed, step) alone, so
 * that a resumed run sees what an uninterrupted one would have seen. What is asked is a {@link
 * org.recjpq.training.batches.Task}.
 */
@NullMarked
package org.recjpq.training.batches;

import org.jspecify.annotations.NullMarked;
