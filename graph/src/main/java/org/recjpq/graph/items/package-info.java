/**
 * Item ids to vectors, and sequence vectors to item scores.
 *
 * <p>An {@link org.recjpq.graph.items.ItemSettings} is chosen by a configuration and adds an {@link
 * org.recjpq.graph.items.ItemEmbedding} to a graph.
 */
@NullMarked
package org.recjpq.graph.items;

import org.jspecify.annotations.NullMarked;
