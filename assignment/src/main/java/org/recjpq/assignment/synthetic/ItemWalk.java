package org.recjpq.assignment.synthetic;

import java.util.Random;
import org.recjpq.assignment.synthetic.Draws.Purpose;

/**
 * How the users of a {@link SyntheticLog} move from item to item.
 *
 * <p>Mostly to one of three successors of the current item, which are of its cluster; else to any
 * item of the cluster, or of a newly drawn cluster, popular ones more often. Rare items are left to
 * {@link RareItems}.
 */
final class ItemWalk {
  /** Probability that the next item is a successor of the current one. */
  static final double FOLLOW = 0.75;

  /**
   * Probability that it is any item of the same cluster; the remainder is for a newly drawn
   * cluster.
   */
  static final double STAY = 0.2;

  private static final int SUCCESSORS = 3;

  private final SyntheticLog log;
  private final PowerLaw clusters;
  private final PowerLaw[] ranks; // by cluster
  private final PowerLaw successors;

  ItemWalk(SyntheticLog log) {
    this.log = log;
    this.clusters = new PowerLaw(log.clusters(), log.exponent());
    this.ranks = new PowerLaw[log.clusters()];
    for (int cluster = 0; cluster < ranks.length; cluster++) {
      ranks[cluster] = new PowerLaw(log.commonSize(cluster), log.exponent());
    }
    this.successors = new PowerLaw(SUCCESSORS, 1.5);
  }

  /** Fills {@code items[from]} to {@code items[to - 1]} with the items of {@code user}. */
  void walk(int user, int[] items, int from, int to) {
    Random random = Draws.stream(log.seed(), Purpose.ITEMS, user);
    for (int i = from; i < to; i++) {
      double kind = i == from ? 1 : random.nextDouble();
      double draw = random.nextDouble();
      if (kind < FOLLOW) {
        items[i] = successor(items[i - 1], successors.rank(draw));
      } else if (kind < FOLLOW + STAY) {
        items[i] = member(log.clusterOf(items[i - 1]), draw);
      } else {
        items[i] = member(clusters.rank(draw), random.nextDouble());
      }
    }
    if (log.noise() > 0) {
      disturb(user, items, from, to);
    }
  }

  /** Replaces some items by any; those before and after follow each other as if it had not been. */
  private void disturb(int user, int[] items, int from, int to) {
    Random random = Draws.stream(log.seed(), Purpose.NOISE, user);
    for (int i = from; i < to; i++) {
      boolean isNoise = random.nextDouble() < log.noise();
      int cluster = clusters.rank(random.nextDouble());
      int item = member(cluster, random.nextDouble());
      items[i] = isNoise ? item : items[i];
    }
  }

  /** Successor {@code k} of {@code item}, the same for all users. */
  int successor(int item, int k) {
    long index = (long) item * SUCCESSORS + k;
    return member(log.clusterOf(item), Draws.uniform(log.seed(), Purpose.SUCCESSORS, index));
  }

  private int member(int cluster, double uniform) {
    return log.item(cluster, ranks[cluster].rank(uniform));
  }
}
