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

  /** Draws for an item that is there; after these it is the most popular one of its cluster. */
  private static final int MOST_DRAWS = 100;

  private final ChangingLog changes;
  private final SyntheticLog log;
  private final PowerLaw clusters;
  private final PowerLaw[] ranks; // by cluster
  private final PowerLaw successors;

  /** The times of a user's interactions, in days since the beginning. */
  @FunctionalInterface
  interface Days {
    /** That of the user's interaction {@code i}, from 0 on. */
    double of(int i);
  }

  ItemWalk(ChangingLog changes) {
    this.changes = changes;
    this.log = changes.log();
    this.clusters = new PowerLaw(log.clusters(), log.exponent());
    this.ranks = new PowerLaw[log.clusters()];
    for (int cluster = 0; cluster < ranks.length; cluster++) {
      ranks[cluster] = new PowerLaw(log.commonSize(cluster), log.exponent());
    }
    this.successors = new PowerLaw(SUCCESSORS, 1.5);
  }

  /**
   * Fills {@code items[from]} to {@code items[to - 1]} with the items of {@code user}, who made
   * them at the times {@code days}.
   */
  void walk(int user, int[] items, int from, int to, Days days) {
    Random random = Draws.stream(log.seed(), Purpose.ITEMS, user);
    for (int i = from; i < to; i++) {
      double day = days.of(i - from);
      double kind = i == from ? 1 : random.nextDouble();
      double draw = random.nextDouble();
      if (kind < FOLLOW) {
        items[i] = successor(items[i - 1], successors.rank(draw), day);
      } else if (kind < FOLLOW + STAY) {
        items[i] = member(log.clusterOf(items[i - 1]), draw, random, day);
      } else {
        int cluster = changes.cluster(clusters.rank(draw), day);
        items[i] = member(cluster, random.nextDouble(), random, day);
      }
    }
    if (log.noise() > 0) {
      disturb(user, items, from, to, days);
    }
  }

  /** Replaces some items by any; those before and after follow each other as if it had not been. */
  private void disturb(int user, int[] items, int from, int to, Days days) {
    Random random = Draws.stream(log.seed(), Purpose.NOISE, user);
    for (int i = from; i < to; i++) {
      double day = days.of(i - from);
      boolean isNoise = random.nextDouble() < log.noise();
      int cluster = changes.cluster(clusters.rank(random.nextDouble()), day);
      int item = member(cluster, random.nextDouble(), random, day);
      items[i] = isNoise ? item : items[i];
    }
  }

  /** Successor {@code k} of {@code item} at some time, the same for all users. */
  int successor(int item, int k, double day) {
    long rule = (long) item * SUCCESSORS + k;
    long version = changes.version(rule, day);
    int cluster = log.clusterOf(item);
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      int found =
          member(cluster, Draws.uniform(log.seed(), Purpose.SUCCESSORS, rule, version, draw));
      if (changes.isThere(found, day)) {
        return found;
      }
    }
    return log.item(cluster, 0);
  }

  /** An item that is there, by {@code uniform}, or by more draws if that one is not. */
  private int member(int cluster, double uniform, Random more, double day) {
    int found = member(cluster, uniform);
    for (int draw = 1; draw < MOST_DRAWS && !changes.isThere(found, day); draw++) {
      found = member(cluster, more.nextDouble());
    }
    return changes.isThere(found, day) ? found : log.item(cluster, 0);
  }

  private int member(int cluster, double uniform) {
    return log.item(cluster, ranks[cluster].rank(uniform));
  }
}
