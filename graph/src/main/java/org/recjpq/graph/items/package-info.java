/**
 * Item ids to vectors, and sequence vectors to item scores.
 *
 * <p>An {@link org.recjpq.graph.items.ItemSettings} is what a configuration chooses, an {@link
 * org.recjpq.graph.items.ItemEmbedding} what it adds to a graph.
 */
@NullMarked
package org.recjpq.graph.items;

import org.jspecify.annotations.NullMarked;
