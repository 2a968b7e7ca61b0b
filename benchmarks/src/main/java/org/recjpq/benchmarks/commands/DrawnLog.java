package org.recjpq.benchmarks.commands;

import java.util.SplittableRandom;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;

/**
 * A small generated log whose properties are drawn.
 *
 * @param log sizes, popularity, clusters, long tail and noise
 * @param order share of the users whose items stay in order; those of the others are shuffled
 */
record DrawnLog(SyntheticLog log, double order) {
  private static final int MOST_INTERACTIONS = 60_000;

  /**
   * Draws the properties: 200 to 3,000 items, 4 to 60 interactions an item and 6 to 40 a user (all
   * log-uniform), an exponent of popularity from 0 to 1.2, 10 to 100 items a cluster, a share of
   * rare items of 0 to 0.6, noise of 0 to 0.9, and an order of 0 to 1.
   *
   * @param seed the only source of randomness
   */
  static DrawnLog draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int items = (int) logUniform(random, 200, 3000);
    int interactions = (int) Math.min(MOST_INTERACTIONS, items * logUniform(random, 4, 60));
    int users = (int) (interactions / logUniform(random, 6, 40));
    double exponent = random.nextDouble(1.2);
    int clusters = Math.max(2, (int) (items / logUniform(random, 10, 100)));
    double tailShare = Math.min(random.nextDouble(0.6), interactions / 6.0 / items);
    double noise = random.nextDouble(0.9);
    double order = random.nextDouble();
    return new DrawnLog(
        new SyntheticLog(
            Math.max(1, users), items, interactions, exponent, clusters, seed, tailShare, noise),
        order);
  }

  private static double logUniform(SplittableRandom random, double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }

  /** Interactions per item. */
  double density() {
    return (double) log.interactions() / log.items();
  }

  /** Every user's items. */
  Sequences sequences() {
    Sequences ordered = log.sequences();
    SplittableRandom random = new SplittableRandom(log.seed());
    int[][] sequences = new int[ordered.count()][];
    for (int user = 0; user < sequences.length; user++) {
      sequences[user] = new int[ordered.length(user)];
      ordered.copy(user, 0, sequences[user].length, sequences[user], 0);
      if (random.nextDouble() >= order) {
        ZipfSequences.shuffle(sequences[user], random);
      }
    }
    return Sequences.of(log.items(), sequences);
  }

  /** The same as rows of a log. */
  Interactions interactions() {
    Sequences sequences = sequences();
    InteractionsBuilder rows = Interactions.builder();
    for (int user = 0; user < sequences.count(); user++) {
      for (int position = 0; position < sequences.length(user); position++) {
        rows.add("u" + user, log.itemId(sequences.item(user, position)));
      }
    }
    return rows.build();
  }
}
