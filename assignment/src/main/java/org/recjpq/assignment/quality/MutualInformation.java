package org.recjpq.assignment.quality;

import java.util.Arrays;

/**
 * How much two divisions of the same items into groups say about each other, adjusted for chance: 0
 * for what independent divisions with groups of these sizes share on average, 1 for equal ones.
 *
 * <p>Source: Vinh, Epps and Bailey, "Information theoretic measures for clusterings comparison",
 * JMLR 2010: the mutual information and its expected value under random permutations, divided by
 * the mean of both entropies less that value.
 */
public final class MutualInformation {
  private static final double ROUNDING = 1e-10;

  private final int[] first; // sizes of the groups
  private final int[] second;
  private final int items;
  private final double[] logFactorials; // of 0 to items

  private MutualInformation(int[] first, int[] second, int items) {
    this.first = first;
    this.second = second;
    this.items = items;
    this.logFactorials = new double[items + 1];
    for (int n = 2; n <= items; n++) {
      logFactorials[n] = logFactorials[n - 1] + Math.log(n);
    }
  }

  /**
   * The adjusted mutual information. Takes O(items · groups) at most.
   *
   * @param first the group of each item, 0 or more; groups without items are ignored
   * @param second the same of the other division
   * @return at most 1; about 0 and possibly less if they have nothing to do with each other; 1 if
   *     neither divides anything
   * @throws IllegalArgumentException unless both divide the same number of items, at least one
   */
  public static double adjusted(int[] first, int[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "expected the groups of the same items, at least one, found %d and %d"
              .formatted(first.length, second.length));
    }
    int columns = Arrays.stream(second).max().orElseThrow() + 1;
    int rows = Arrays.stream(first).max().orElseThrow() + 1;
    int[] common = new int[Math.multiplyExact(rows, columns)];
    int[] ofFirst = new int[rows];
    int[] ofSecond = new int[columns];
    for (int item = 0; item < first.length; item++) {
      common[first[item] * columns + second[item]]++;
      ofFirst[first[item]]++;
      ofSecond[second[item]]++;
    }
    return new MutualInformation(ofFirst, ofSecond, first.length).adjusted(common);
  }

  private double adjusted(int[] common) {
    double expected = expected();
    double entropy = (entropy(first) + entropy(second)) / 2;
    double possible = entropy - expected;
    if (Math.abs(possible) < ROUNDING) { // neither divides anything, or both put each item apart
      return 1;
    }
    return (mutual(common) - expected) / possible;
  }

  private double mutual(int[] common) {
    double mutual = 0;
    for (int cell = 0; cell < common.length; cell++) {
      if (common[cell] > 0) {
        mutual += term(common[cell], first[cell / second.length], second[cell % second.length]);
      }
    }
    return mutual;
  }

  /** What {@code common} items of two groups of these sizes add. */
  private double term(int common, int one, int other) {
    double independent = (double) one * other / items;
    return (double) common / items * Math.log(common / independent);
  }

  private double entropy(int[] sizes) {
    double entropy = 0;
    for (int size : sizes) {
      if (size > 0) {
        double share = (double) size / items;
        entropy -= share * Math.log(share);
      }
    }
    return entropy;
  }

  /** Equation 24 of the source: a hypergeometric number of items in common for each pair. */
  private double expected() {
    double expected = 0;
    for (int one : first) {
      for (int other : second) {
        for (int common = Math.max(1, one + other - items);
            common <= Math.min(one, other);
            common++) {
          expected += term(common, one, other) * Math.exp(logProbability(common, one, other));
        }
      }
    }
    return expected;
  }

  private double logProbability(int common, int one, int other) {
    return logFactorials[one]
        + logFactorials[other]
        + logFactorials[items - one]
        + logFactorials[items - other]
        - logFactorials[items]
        - logFactorials[common]
        - logFactorials[one - common]
        - logFactorials[other - common]
        - logFactorials[items - one - other + common];
  }
}
