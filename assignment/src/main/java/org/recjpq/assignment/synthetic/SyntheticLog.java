package org.recjpq.assignment.synthetic;

import java.io.IOException;
import java.util.Random;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.Draws.Purpose;

/**
 * A log generated from a seed, with a structure that a sequence model can learn.
 *
 * <p>Items fall into clusters, and from an item a user mostly moves on to one of three successors
 * in its cluster. Clusters, and items within a cluster, follow a power law, so that there is a long
 * tail; some items of a large tail never occur. More rare items, and noise, can be asked for. Users
 * have at least {@value #SHORTEST} interactions and a few have many (log-normal). The same values
 * give the same log on every machine; each user depends only on the seed and the sizes, and where
 * there are rare items on the users before. {@link ChangingLog} lets it change over time.
 *
 * @param users number of users
 * @param items number of items
 * @param interactions total number of interactions
 * @param exponent exponent of the power law: 0 makes all items equally popular, 1 is Zipf's law
 * @param clusters number of clusters of items
 * @param seed the only source of randomness
 * @param tailShare share of items that have 1 to 4 interactions each, besides those that the power
 *     law leaves so rare; users meet them while they are in their cluster
 * @param noise share of interactions that are with any item, whatever the user does before and
 *     after
 */
public record SyntheticLog(
    int users,
    int items,
    int interactions,
    double exponent,
    int clusters,
    long seed,
    double tailShare,
    double noise) {
  /** Minimum number of interactions per user, so that the usual filter keeps all of them. */
  public static final int SHORTEST = 5;

  static final long FIRST_TIME = 1_700_000_000; // seconds since 1970: November 2023
  private static final int SECONDS_TO_BEGIN = 180 * 24 * 3600;
  private static final double MEAN_SECONDS_BETWEEN = 3600;

  private static final double MOST_TAIL = 0.9;

  /** Nothing changes. */
  private static final ItemWalk.Days ALWAYS = i -> 0;

  /** The log that comes with the program. */
  public static final SyntheticLog DEFAULT = new SyntheticLog(2000, 1000, 36_000, 0.7, 20, 1);

  /** A log without noise whose long tail is that of the power law. */
  public SyntheticLog(
      int users, int items, int interactions, double exponent, int clusters, long seed) {
    this(users, items, interactions, exponent, clusters, seed, 0, 0);
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if there cannot be such a log
   */
  public SyntheticLog {
    if (users < 1 || interactions / SHORTEST < users) {
      throw new IllegalArgumentException(
          ("users must be at least 1 and have %d interactions each, found %d users and %d"
                  + " interactions")
              .formatted(SHORTEST, users, interactions));
    }
    if (clusters < 1 || clusters > items) {
      throw new IllegalArgumentException(
          "clusters must lie in [1, items], found %d clusters and %d items"
              .formatted(clusters, items));
    }
    if (!(exponent >= 0 && exponent <= 10)) {
      throw new IllegalArgumentException("exponent must lie in [0, 10], found " + exponent);
    }
    if (!(tailShare >= 0 && tailShare <= MOST_TAIL)) {
      throw new IllegalArgumentException("tailShare must lie in [0, 0.9], found " + tailShare);
    }
    if (!(noise >= 0 && noise <= 1)) {
      throw new IllegalArgumentException("noise must lie in [0, 1], found " + noise);
    }
    if (RareItems.MEAN * tailShare * items > interactions / 2.0) {
      throw new IllegalArgumentException(
          ("interactions must be at least twice those of the %d rare items, found %d; fewer items"
                  + " or a smaller tailShare need less")
              .formatted(Math.round(tailShare * items), interactions));
    }
  }

  /** The cluster of {@code item}, in [0, clusters); smaller ones are more popular. */
  public int clusterOf(int item) {
    return item % clusters;
  }

  /** Number of items of {@code cluster}. */
  int clusterSize(int cluster) {
    return (items - 1 - cluster) / clusters + 1;
  }

  /** Number of items of {@code cluster} that are not among the rare ones; at least one. */
  int commonSize(int cluster) {
    int size = clusterSize(cluster);
    return Math.max(1, size - (int) Math.round(tailShare * size));
  }

  /** The item of {@code cluster} that is the most popular one after {@code rank} others. */
  int item(int cluster, int rank) {
    return rank * clusters + cluster;
  }

  /** The id of {@code item} in a file: its cluster, and its position within the cluster. */
  public String itemId(int item) {
    return "c" + clusterOf(item) + "-" + item / clusters;
  }

  /** Every user's items, oldest first; N is {@link #items}. */
  public Sequences sequences() {
    int[] lengths = lengths();
    int[] starts = new int[users];
    int[] sequence = new int[interactions];
    ChangingLog unchanging = ChangingLog.unchanging(this);
    ItemWalk walk = new ItemWalk(unchanging);
    RareItems rare = new RareItems(unchanging);
    int end = 0;
    for (int user = 0; user < users; user++) {
      starts[user] = end;
      end += lengths[user];
      walk.walk(user, sequence, starts[user], end, ALWAYS);
      rare.insert(user, sequence, starts[user], end, ALWAYS);
    }
    return new Sequences(sequence, starts, lengths, items);
  }

  /**
   * Writes the log as a CSV with the columns user, item and timestamp (seconds since 1970), one
   * user after another. Needs memory for the longest sequence, and 4 bytes per user.
   */
  public void writeCsv(Appendable out) throws IOException {
    int[] lengths = lengths();
    ChangingLog unchanging = ChangingLog.unchanging(this);
    ItemWalk walk = new ItemWalk(unchanging);
    RareItems rare = new RareItems(unchanging);
    out.append("user,item,timestamp\n");
    for (int user = 0; user < users; user++) {
      int[] sequence = new int[lengths[user]];
      walk.walk(user, sequence, 0, sequence.length, ALWAYS);
      rare.insert(user, sequence, 0, sequence.length, ALWAYS);
      Random random = Draws.stream(seed, Purpose.TIMES, user);
      long time = FIRST_TIME + random.nextInt(SECONDS_TO_BEGIN);
      for (int item : sequence) {
        out.append("u" + user + "," + itemId(item) + "," + time + "\n");
        time += 1 + (long) (-StrictMath.log(1 - random.nextDouble()) * MEAN_SECONDS_BETWEEN);
      }
    }
  }

  /** Number of interactions of each user: the minimum and a log-normal share of the rest. */
  int[] lengths() {
    double all = 0;
    for (int user = 0; user < users; user++) {
      all += share(user);
    }
    int rest = interactions - users * SHORTEST;
    int[] lengths = new int[users];
    double before = 0;
    for (int user = 0; user < users; user++) {
      double after = user == users - 1 ? all : before + share(user);
      lengths[user] = SHORTEST + (int) (rest * (after / all)) - (int) (rest * (before / all));
      before = after;
    }
    return lengths;
  }

  private double share(int user) {
    Random random = Draws.stream(seed, Purpose.LENGTH, user);
    // the Box-Muller transform: Random's own normal draw may not use StrictMath
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return StrictMath.exp(radius * StrictMath.cos(2 * Math.PI * random.nextDouble()));
  }
}
