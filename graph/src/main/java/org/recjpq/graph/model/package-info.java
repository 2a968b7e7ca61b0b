/**
 * Whole models: the parts above put together into the graph that trains and the one that serves.
 *
 * <p>Start at {@link org.recjpq.graph.model.SequentialModel}.
 */
@NullMarked
package org.recjpq.graph.model;

import org.jspecify.annotations.NullMarked;
