/**
 * Updates of the parameters from the loss, with TensorFlow's own apply ops and without races.
 *
 * <p>An {@link org.recjpq.graph.optimizers.OptimizerSettings} is chosen by a configuration and adds
 * a {@link org.recjpq.graph.optimizers.StepOptimizer} to a graph; each step feeds a {@link
 * org.recjpq.graph.optimizers.LearningRate}.
 */
@NullMarked
package org.recjpq.graph.optimizers;

import org.jspecify.annotations.NullMarked;
