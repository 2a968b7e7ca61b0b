package org.recjpq.training.metrics;

/** Measures how different two items are. */
@FunctionalInterface
public interface ItemDistance {
  /** 0 for identical items, 1 for items that have nothing in common. */
  double between(int item, int other);
}
