/**
 * A training run and its folder: configuration, files, and the memory it needs.
 *
 * <p>Start at {@link org.recjpq.training.runs.RunFolder}.
 */
@NullMarked
package org.recjpq.training.runs;

import org.jspecify.annotations.NullMarked;
