/**
 * Whole models: the parts above combined into the graph for training and the one for serving.
 *
 * <p>In: a {@link org.recjpq.graph.model.ModelConfig}, item codes and batches of item indexes. Out:
 * losses, ranks, scores and {@link org.recjpq.graph.model.Weights}. Start at {@link
 * org.recjpq.graph.model.SequentialModel}.
 */
@NullMarked
package org.recjpq.graph.model;

import org.jspecify.annotations.NullMarked;
