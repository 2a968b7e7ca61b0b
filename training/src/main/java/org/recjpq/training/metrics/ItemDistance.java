package org.recjpq.training.metrics;

/** Says how unlike two items are. */
@FunctionalInterface
public interface ItemDistance {
  /** 0 for items that are alike in everything, 1 for items that have nothing in common. */
  double between(int item, int other);
}
