package org.recjpq.training.metrics;

import java.util.function.IntToDoubleFunction;

/** All places of all lists at once. */
final class Places {
  private Places() {}

  /** The mean of a figure of the listed items; 0 without any. */
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
