package org.recjpq.graph.items;

/**
 * What is added to the score of an item whatever the sequence. It is learned, and starts at the
 * logarithm of the share of training interactions.
 */
public enum ItemBias {
  /** Nothing. */
  NONE,
  /**
   * A number by popularity: one for all items of similar popularity if items share the parts of
   * their vectors, else one for each item.
   */
  POPULARITY
}
