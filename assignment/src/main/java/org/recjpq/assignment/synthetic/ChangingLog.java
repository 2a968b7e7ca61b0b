package org.recjpq.assignment.synthetic;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.recjpq.assignment.synthetic.Draws.Purpose;

/**
 * A {@link SyntheticLog} that changes while it goes on: items appear, and tastes drift.
 *
 * <p>Its interactions are spread evenly over its days. Each user is there for a quarter of them;
 * whose quarter would end after the last day was there on the first days, too.
 *
 * <p>Tastes: each rule of what follows what is replaced by another at a time of its own, once in 1
 * / {@code drift} days, so that after D days a share of min(1, D · {@code drift}) of the rules is
 * no longer what it was. In the same time each cluster has once been the most popular one and then
 * become the least popular one, while the others rose by one place.
 *
 * <p>Items: from the second day on {@code newItems} of them appear at the beginning of each day, of
 * all clusters and of any popularity; the most popular item of each cluster is there from the first
 * day. A rule that leads to an item which is not there yet leads to another until then.
 *
 * <p>Without drift and new items, users interact with the same items as in {@code log}.
 *
 * @param log sizes, seed and structure; its own times are not used
 * @param days on which there are interactions, at least 1
 * @param drift share of the rules that are replaced per day, at least 0
 * @param newItems how many of the log's items appear on each day from the second on
 */
public record ChangingLog(SyntheticLog log, int days, double drift, int newItems) {
  /** Days if nothing else is said. */
  public static final int USUAL_DAYS = 180;

  private static final int SECONDS_PER_DAY = 24 * 3600;
  private static final int MOST_DAYS = 100_000;
  private static final double STAY = 0.25;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there cannot be such a log
   */
  public ChangingLog {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must lie in [1, 100000], found " + days);
    }
    if (!(drift >= 0 && drift <= 1000)) {
      throw new IllegalArgumentException("drift must lie in [0, 1000], found " + drift);
    }
    long all = (long) newItems * (days - 1);
    if (newItems < 0 || all > log.items() - log.clusters()) {
      throw new IllegalArgumentException(
          ("newItems must be at least 0, and leave an item of each cluster for the first day, found"
                  + " %d on each of %d days, which is %d of %d items; ask for fewer, for fewer days"
                  + " or for more items")
              .formatted(newItems, days - 1, all, log.items()));
    }
  }

  /** The same for all times. */
  static ChangingLog unchanging(SyntheticLog log) {
    return new ChangingLog(log, 1, 0, 0);
  }

  /** How many items appear after the first day. */
  public int laterItems() {
    return newItems * (days - 1);
  }

  /** The day at whose beginning an item appears, counted from 0. */
  public int firstDay(int item) {
    int others = log.items() - log.clusters();
    if (item < log.clusters() || newItems == 0) {
      return 0;
    }
    long shift = Math.floorMod(log.seed(), others);
    long order = (item - log.clusters() + shift) * Strides.through(others) % others;
    return order < laterItems() ? 1 + (int) (order / newItems) : 0;
  }

  /**
   * Whether an item is there.
   *
   * @param day time in days since the beginning
   */
  boolean isThere(int item, double day) {
    return newItems == 0 || firstDay(item) <= day;
  }

  /** How often a rule has been replaced until some time. */
  long version(long rule, double day) {
    return drift == 0
        ? 0
        : (long) (drift * day + Draws.uniform(log.seed(), Purpose.REPLACEMENTS, rule));
  }

  /** The cluster that has a place in the order by popularity at some time. */
  int cluster(int place, double day) {
    return (int) ((place + (long) (drift * day * log.clusters())) % log.clusters());
  }

  /**
   * Writes the log as a CSV with the columns user, item and timestamp (seconds since 1970), one
   * user after another. Needs memory for the longest sequence, and 4 bytes per user.
   */
  public void writeCsv(Appendable out) throws IOException {
    int[] lengths = log.lengths();
    ItemWalk walk = new ItemWalk(this);
    RareItems rare = new RareItems(this);
    out.append("user,item,timestamp\n");
    for (int user = 0; user < log.users(); user++) {
      long[] seconds = seconds(user, lengths[user]);
      int[] items = new int[lengths[user]];
      ItemWalk.Days times = i -> (double) seconds[i] / SECONDS_PER_DAY;
      walk.walk(user, items, 0, items.length, times);
      rare.insert(user, items, 0, items.length, times);
      for (int i = 0; i < items.length; i++) {
        long time = SyntheticLog.FIRST_TIME + seconds[i];
        out.append("u" + user + "," + log.itemId(items[i]) + "," + time + "\n");
      }
    }
  }

  /** Times of a user's interactions since the beginning, ascending. */
  private long[] seconds(int user, int length) {
    Random random = Draws.stream(log.seed(), Purpose.DAYS, user);
    double begin = random.nextDouble();
    long span = Math.max(1, (long) days * SECONDS_PER_DAY - length);
    long[] seconds = new long[length];
    for (int i = 0; i < length; i++) {
      seconds[i] = (long) ((begin + STAY * random.nextDouble()) % 1 * span);
    }
    Arrays.sort(seconds);
    for (int i = 0; i < length; i++) {
      seconds[i] += i; // no two at once
    }
    return seconds;
  }
}
