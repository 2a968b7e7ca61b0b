/**
 * Loss to updates of the parameters, with TensorFlow's own apply ops, free of races.
 *
 * <p>An {@link org.recjpq.graph.optimizers.OptimizerSettings} is what a configuration chooses, a
 * {@link org.recjpq.graph.optimizers.StepOptimizer} what it adds to a graph, and {@link
 * org.recjpq.graph.optimizers.LearningRate} what each step feeds.
 */
@NullMarked
package org.recjpq.graph.optimizers;

import org.jspecify.annotations.NullMarked;
