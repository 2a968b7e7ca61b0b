package org.recjpq.training.evaluation;

import java.util.BitSet;
import org.recjpq.assignment.logs.LogStatistics;

/**
 * What recommended lists are made of, whether or not the items are the right ones.
 *
 * <p>Source: coverage as in Ge et al., Beyond Accuracy, RecSys 2010 (catalogue coverage);
 * popularity as the average recommendation popularity of Yin et al., Challenging the Long Tail,
 * VLDB 2012, but over all places of all lists at once.
 *
 * @param coverage share of the catalogue that stands in at least one list
 * @param popularity training interactions of a listed item, mean over all places
 * @param tailShare share of the places that hold a long-tail item
 */
public record ListMetrics(double coverage, double popularity, double tailShare) {
  /**
   * Looks at all lists; without any, every metric is 0.
   *
   * @param trainingCounts training interactions of each item, [N]
   */
  static ListMetrics of(int[][] lists, int[] trainingCounts) {
    BitSet listed = new BitSet();
    long places = 0;
    long interactions = 0;
    long ofTail = 0;
    for (int[] list : lists) {
      for (int item : list) {
        listed.set(item);
        places++;
        interactions += trainingCounts[item];
        ofTail += trainingCounts[item] < LogStatistics.LONG_TAIL_BELOW ? 1 : 0;
      }
    }
    double n = Math.max(places, 1);
    return new ListMetrics(
        (double) listed.cardinality() / trainingCounts.length, interactions / n, ofTail / n);
  }
}
