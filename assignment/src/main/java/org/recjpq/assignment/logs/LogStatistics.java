package org.recjpq.assignment.logs;

import java.util.Arrays;

/**
 * Statistics of a log: the columns of Table 2.1 of Petrov's thesis (Glasgow 2025), and how reliable
 * the order within a user is.
 *
 * @param users number of users with enough interactions
 * @param items number of items that they interacted with
 * @param interactions number of interactions of these users
 * @param meanLength interactions per user
 * @param medianLength median per user; the mean of the middle two if their number is even
 * @param percentile90Length the smallest length that nine out of ten users do not exceed
 * @param maxLength maximum per user
 * @param longTailShare share of the items that have fewer than 5 interactions
 * @param tieShare share of the interactions that have the same time as another one of the same user
 * @param repeatShare share of the interactions with an item that the same user had before
 */
public record LogStatistics(
    int users,
    int items,
    long interactions,
    double meanLength,
    double medianLength,
    int percentile90Length,
    int maxLength,
    double longTailShare,
    double tieShare,
    double repeatShare) {
  /** An item with fewer interactions belongs to the long tail. */
  public static final int LONG_TAIL_BELOW = 5;

  /** Counts {@code log}. */
  public static LogStatistics of(Interactions log) {
    int[] lengths = new int[log.users()];
    int[] itemCounts = new int[log.itemIds().size()];
    long ties = 0;
    long repeats = 0;
    int[] lastUser = new int[itemCounts.length]; // that had an item
    Arrays.fill(lastUser, -1);
    for (int user = 0; user < log.users(); user++) {
      int length = log.length(user);
      lengths[user] = length;
      for (int i = 0; i < length; i++) {
        int item = log.item(user, i);
        itemCounts[item]++;
        repeats += lastUser[item] == user ? 1 : 0;
        lastUser[item] = user;
        ties += isTied(log, user, i) ? 1 : 0;
      }
    }
    Arrays.sort(lengths);
    int items = (int) Arrays.stream(itemCounts).filter(count -> count > 0).count();
    long tail =
        Arrays.stream(itemCounts).filter(count -> count > 0 && count < LONG_TAIL_BELOW).count();
    double interactions = log.count();
    return new LogStatistics(
        log.users(),
        items,
        log.count(),
        interactions / log.users(),
        (lengths[(lengths.length - 1) / 2] + lengths[lengths.length / 2]) / 2.0,
        lengths[(int) Math.ceil(0.9 * lengths.length) - 1],
        lengths[lengths.length - 1],
        (double) tail / items,
        ties / interactions,
        repeats / interactions);
  }

  private static boolean isTied(Interactions log, int user, int i) {
    long time = log.time(user, i);
    return (i > 0 && log.time(user, i - 1) == time)
        || (i + 1 < log.length(user) && log.time(user, i + 1) == time);
  }
}
