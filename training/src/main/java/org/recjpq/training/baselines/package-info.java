/**
 * What a trained model has to beat: rankers that need no TensorFlow and are fitted in seconds.
 *
 * <p>In: training sequences and a seed. Out: a {@link org.recjpq.training.evaluation.ListRanker}
 * that is evaluated like a model. Start at {@link Baseline}, which lists them; a new baseline is a
 * class here and a constant there.
 */
@NullMarked
package org.recjpq.training.baselines;

import org.jspecify.annotations.NullMarked;
