package org.recjpq.benchmarks.commands;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/** Sequences without structure, of the size and skew that a benchmark needs. */
final class ZipfSequences {
  /** The probability of the item of rank r is inversely proportional to r to this power. */
  private static final double EXPONENT = 0.9;

  private ZipfSequences() {}

  /**
   * Sequences of equal length, give or take one; every item occurs, and the rest follows Zipf's
   * law.
   *
   * @throws IllegalArgumentException if there is no user or item, or more items than interactions
   */
  static Sequences generate(int users, int items, int interactions, long seed) {
    if (users < 1 || items < 1 || interactions < items) {
      throw new IllegalArgumentException(
          "expected at least one user, one item, and as many interactions as items, found %d users,"
                  .formatted(users)
              + " %d items and %d interactions".formatted(items, interactions));
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = draw(items, interactions, random);
    shuffle(drawn, random);
    int[] starts = new int[users];
    int[] lengths = new int[users];
    for (int user = 0; user < users; user++) {
      starts[user] = bound(user, users, interactions);
      lengths[user] = bound(user + 1, users, interactions) - starts[user];
    }
    return new Sequences(drawn, starts, lengths, items);
  }

  private static int[] draw(int items, int interactions, SplittableRandom random) {
    double[] cumulative = new double[items];
    double sum = 0;
    for (int item = 0; item < items; item++) {
      sum += Math.pow(item + 1, -EXPONENT);
      cumulative[item] = sum;
    }
    int[] drawn = new int[interactions];
    for (int i = 0; i < interactions; i++) {
      double point = random.nextDouble() * sum;
      int found = Arrays.binarySearch(cumulative, point);
      drawn[i] = i < items ? i : Math.min(items - 1, found < 0 ? -found - 1 : found);
    }
    return drawn;
  }

  /** Puts numbers into a random order, all alike. */
  static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  private static int bound(int user, int users, int interactions) {
    return (int) ((long) user * interactions / users);
  }
}
