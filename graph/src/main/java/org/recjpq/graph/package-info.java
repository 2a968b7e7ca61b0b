/**
 * Adds nodes to TensorFlow graphs; knows no files, no epochs, no program.
 *
 * <p>Four interfaces carry all variation: {@code items.ItemEmbedding}, {@code
 * encoders.SequenceEncoder}, {@code losses.Loss}, and the code assigners of the assignment module.
 * Variables come from {@link org.recjpq.graph.Parameters}, randomness from {@link
 * org.recjpq.graph.Dropout}: a graph without dropout is the inference graph.
 *
 * <p>Letters in shapes: B sequences, L positions, C candidates, N items, R = N + 2 rows, m splits,
 * b sub-ids, d dimension.
 */
@NullMarked
package org.recjpq.graph;

import org.jspecify.annotations.NullMarked;
