package org.recjpq.training.metrics;

import java.util.function.IntToDoubleFunction;

/** Means over all positions of all lists. */
final class ListedItems {
  private ListedItems() {}

  /** The mean of a value of the listed items; 0 if there are none. */
  static double mean(int[][] lists, IntToDoubleFunction ofItem) {
    long places = 0;
    double sum = 0;
    for (int[] list : lists) {
      places += list.length;
      for (int item : list) {
        sum += ofItem.applyAsDouble(item);
      }
    }
    return sum / Math.max(places, 1);
  }
}
