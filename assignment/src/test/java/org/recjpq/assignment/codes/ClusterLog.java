package org.recjpq.assignment.codes;

import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/** A log whose items fall into clusters: item i belongs to cluster i mod {@link #CLUSTERS}. */
public final class ClusterLog {
  public static final int CLUSTERS = 20;
  public static final int ITEMS = 400;

  private static final int USERS = 1200;
  private static final int LENGTH = 15;

  private ClusterLog() {}

  /** Users who interact with items of one cluster only, all equally likely. */
  public static Sequences generate() {
    SplittableRandom random = new SplittableRandom(3);
    int[][] sequences = new int[USERS][LENGTH];
    for (int user = 0; user < USERS; user++) {
      for (int i = 0; i < LENGTH; i++) {
        sequences[user][i] = user % CLUSTERS + CLUSTERS * random.nextInt(ITEMS / CLUSTERS);
      }
    }
    return Sequences.of(ITEMS, sequences);
  }

  /** Average number of shared sub-ids of a pair of items, of one cluster or of different ones. */
  static double meanShared(ItemCodes codes, boolean sameCluster) {
    CodeReport report = new CodeReport(codes);
    long shared = 0;
    long pairs = 0;
    for (int item = 0; item < ITEMS; item++) {
      for (int other = 0; other < item; other++) {
        if ((item % CLUSTERS == other % CLUSTERS) == sameCluster) {
          shared += report.sharedSubIds(item, other);
          pairs++;
        }
      }
    }
    return (double) shared / pairs;
  }
}
