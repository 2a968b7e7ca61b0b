package org.recjpq.training.metrics;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.assignment.sequences.Sequences;

/**
 * What is known of the items before any model: how often each occurs in training, and with whom.
 *
 * <p>Memory: 4 bytes per item, beside the training sequences.
 */
public final class ItemFacts {
  private final int[] counts;
  private final long interactions;
  private final @Nullable Sequences train;

  private ItemFacts(int[] counts, @Nullable Sequences train) {
    this.counts = counts;
    this.train = train;
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    this.interactions = sum;
  }

  /** All that training sequences tell. */
  public static ItemFacts of(Sequences train) {
    return new ItemFacts(train.itemCounts(), train);
  }

  /**
   * What counts alone tell; {@link #train} is not known.
   *
   * @param counts training interactions of each item, [N]; not copied, not to be changed
   */
  public static ItemFacts ofCounts(int[] counts) {
    return new ItemFacts(counts, null);
  }

  /** N, the number of items. */
  public int items() {
    return counts.length;
  }

  /** How many training interactions an item has. */
  public int count(int item) {
    return counts[item];
  }

  /** Those of all items, [N]; not to be changed. */
  public int[] counts() {
    return counts;
  }

  /** How many training interactions there are. */
  public long interactions() {
    return interactions;
  }

  /** Whether an item has fewer than {@value LogStatistics#LONG_TAIL_BELOW} interactions. */
  public boolean isLongTail(int item) {
    return counts[item] < LogStatistics.LONG_TAIL_BELOW;
  }

  /**
   * The training sequences, one per user.
   *
   * @throws IllegalStateException if only counts are known
   */
  public Sequences train() {
    if (train == null) {
      throw new IllegalStateException(
          "expected the training sequences, found counts of items alone; a metric that was asked"
              + " for needs ItemFacts.of(sequences)");
    }
    return train;
  }
}
