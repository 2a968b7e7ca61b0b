/**
 * Item ids to vectors, and sequence vectors to item scores: {@link
 * org.recjpq.graph.items.ItemEmbedding}.
 */
@NullMarked
package org.recjpq.graph.items;

import org.jspecify.annotations.NullMarked;
