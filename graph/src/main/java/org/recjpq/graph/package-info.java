/**
 * Adds nodes to TensorFlow graphs; independent of files, epochs and the program.
 *
 * <p>Everything that varies is chosen by settings, records that create the part they describe:
 * {@code items.ItemSettings} an {@code ItemEmbedding}, {@code encoders.EncoderSettings} a {@code
 * SequenceEncoder}, {@code losses.LossSettings} a {@code Loss}, {@code
 * optimizers.OptimizerSettings} a {@code StepOptimizer}. Other projects can write their own, with
 * public types only. Variables come from {@link org.recjpq.graph.Parameters}, each with its {@link
 * org.recjpq.graph.VariableRole}, randomness from {@link org.recjpq.graph.Dropout}: a graph without
 * dropout is the inference graph.
 *
 * <p>Letters in shapes: B sequences, L positions, C candidates, N items, R = N + 2 rows, m splits,
 * b sub-ids, d dimension.
 */
@NullMarked
package org.recjpq.graph;

import org.jspecify.annotations.NullMarked;
