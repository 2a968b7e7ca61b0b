package org.recjpq.assignment.synthetic;

import java.util.Random;
import org.recjpq.assignment.synthetic.Draws.Purpose;

/**
 * Lets the users of a {@link SyntheticLog} meet rare items: the last ones of each cluster, which
 * have 1, 2, 3, 4, 1, 2, 3, 4, ... interactions. Each of these interactions is due in some order,
 * and a user who is in the cluster makes the next one with a probability that uses up all of them
 * on average; in an unlucky cluster the last ones are missing. If the next one is of an item that
 * is not there yet, it waits for a later user.
 */
final class RareItems {
  /** Interactions of a rare item on average. */
  static final double MEAN = 2.5;

  /** Four items have this many interactions together. */
  private static final int OF_FOUR = 10;

  private static final int[] ITEM_OF_TEN = {0, 1, 1, 2, 2, 2, 3, 3, 3, 3};

  private final ChangingLog changes;
  private final SyntheticLog log;
  private final long[] due; // by cluster
  private final long[] made; // by cluster
  private final long[] strides; // by cluster
  private final double[] probabilities; // by cluster

  RareItems(ChangingLog changes) {
    this.changes = changes;
    this.log = changes.log();
    int clusters = log.clusters();
    due = new long[clusters];
    made = new long[clusters];
    strides = new long[clusters];
    probabilities = new double[clusters];
    PowerLaw law = new PowerLaw(clusters, log.exponent());
    for (int cluster = 0; cluster < clusters; cluster++) {
      int rare = log.clusterSize(cluster) - log.commonSize(cluster);
      due[cluster] = interactions(rare);
      strides[cluster] = Strides.through(due[cluster]);
      double visits = log.interactions() * law.probability(cluster);
      probabilities[cluster] = visits == 0 ? 0 : Math.min(1, due[cluster] / visits);
    }
  }

  /** Of the first {@code rare} items of a cluster that are rare. */
  private static long interactions(int rare) {
    int rest = rare % 4;
    return (long) OF_FOUR * (rare / 4) + (long) rest * (rest + 1) / 2;
  }

  /**
   * Replaces some of {@code items[from]} to {@code items[to - 1]}, those of {@code user}, who made
   * them at the times {@code days}.
   */
  void insert(int user, int[] items, int from, int to, ItemWalk.Days days) {
    if (log.tailShare() == 0) {
      return;
    }
    Random random = Draws.stream(log.seed(), Purpose.TAIL, user);
    for (int i = from; i < to; i++) {
      int cluster = log.clusterOf(items[i]);
      boolean meets = random.nextDouble() < probabilities[cluster];
      if (meets && made[cluster] < due[cluster]) {
        long next = made[cluster] * strides[cluster] % due[cluster];
        int rank = (int) (next / OF_FOUR) * 4 + ITEM_OF_TEN[(int) (next % OF_FOUR)];
        int item = log.item(cluster, log.commonSize(cluster) + rank);
        if (changes.isThere(item, days.of(i - from))) {
          made[cluster]++;
          items[i] = item;
        }
      }
    }
  }
}
