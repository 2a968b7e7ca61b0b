package org.recjpq.training.metrics;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.assignment.sequences.Sequences;

/**
 * What is known about items independently of any model: how often each occurs in training, and with
 * which users.
 *
 * <p>Memory: 4 bytes per item, in addition to the training sequences.
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

  /** All facts that follow from training sequences. */
  public static ItemFacts of(Sequences train) {
    return new ItemFacts(train.itemCounts(), train);
  }

  /**
   * The facts that follow from counts alone; {@link #train} is not available.
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

  /** The number of training interactions of an item. */
  public int count(int item) {
    return counts[item];
  }

  /** The number of training interactions of each item, [N]; not to be changed. */
  public int[] counts() {
    return counts;
  }

  /** The total number of training interactions. */
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
          "expected the training sequences, found counts of items alone; a configured metric needs"
              + " ItemFacts.of(sequences)");
    }
    return train;
  }
}
