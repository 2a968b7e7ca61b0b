package org.recjpq.training.baselines;

import org.recjpq.assignment.sequences.Sequences;

/**
 * Popularity over the newest part of the training interactions.
 *
 * <p>The newest part is the end of each user's training sequence: the last 1/n of its interactions,
 * rounded up, so that every user contributes. It is not the end of the log in calendar time,
 * because many logs, such as those of the BERT4Rec authors, have an order only within each user.
 * The two differ when users come and go at different times.
 *
 * <p>The most recent interactions first, ties by all training interactions, then to the lower item
 * index. Memory: a few numbers per item.
 */
final class RecentPopularity {
  private RecentPopularity() {}

  /** Counts the last 1/{@code fraction} of each sequence, rounded up; 1 counts all of it. */
  static PopularityRanker ranker(Sequences train, int fraction) {
    ItemOrder byPopularity = ItemOrder.byCounts(train.itemCounts());
    return new PopularityRanker(byPopularity.refinedBy(recentCounts(train, fraction)));
  }

  private static int[] recentCounts(Sequences train, int fraction) {
    int[] counts = new int[train.catalogueSize()];
    for (int s = 0; s < train.count(); s++) {
      int length = train.length(s);
      int recent = (length + fraction - 1) / fraction;
      for (int i = length - recent; i < length; i++) {
        counts[train.item(s, i)]++;
      }
    }
    return counts;
  }
}
