package org.recjpq.assignment.search;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The sub-ids of every split in the order of their sub-scores, best first, and how many of each
 * split have been taken. A sub-id that no item has is left out.
 */
final class SubIdsByScore {
  private final float[] subScores; // [m·b]
  private final int stride; // b
  private final InvertedLists[] lists; // [m]
  private final int[][] order; // [m][sub-ids in use]
  private final int[] next; // [m], positions in order

  SubIdsByScore(float[] subScores, InvertedLists[] lists) {
    this.subScores = subScores;
    this.stride = subScores.length / lists.length;
    this.lists = lists;
    this.order = new int[lists.length][];
    this.next = new int[lists.length];
    for (int split = 0; split < lists.length; split++) {
      order[split] = order(split * stride, lists[split]);
    }
  }

  private int[] order(int cell, InvertedLists lists) {
    return IntStream.range(0, stride)
        .filter(subId -> lists.length(subId) > 0)
        .mapToLong(subId -> ~RankKey.of(subId, subScores[cell + subId])) // sorts best first
        .sorted()
        .mapToInt(key -> RankKey.index(~key))
        .toArray();
  }

  private SubIdsByScore(SubIdsByScore other) {
    subScores = other.subScores;
    stride = other.stride;
    lists = other.lists;
    order = other.order;
    next = other.next.clone();
  }

  /** Some sub-ids of one split, best first. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Batch(int split, int[] subIds) {}

  /** An independent copy in the same state. */
  SubIdsByScore copy() {
    return new SubIdsByScore(this);
  }

  /** Whether every split has a remaining sub-id; if one has none, every item has been scored. */
  boolean hasNext() {
    for (int split = 0; split < next.length; split++) {
      if (next[split] == order[split].length) {
        return false;
      }
    }
    return true;
  }

  /** Upper bound of the scores of items with only remaining sub-ids; requires {@link #hasNext}. */
  float bound() {
    float sum = best(0);
    for (int split = 1; split < next.length; split++) {
      sum += best(split);
    }
    return sum;
  }

  /**
   * Takes the best remaining sub-ids of the split where that lowers the bound most for each item
   * that has them; requires {@link #hasNext}.
   *
   * @param most maximum number to take, at least 1
   */
  Batch take(int most) {
    int split = bestSplit(most);
    int from = next[split];
    next[split] = Math.min(from + most, order[split].length);
    return new Batch(split, Arrays.copyOfRange(order[split], from, next[split]));
  }

  private int bestSplit(int most) {
    int found = 0;
    double largest = gain(0, most);
    for (int split = 1; split < next.length; split++) {
      double gain = gain(split, most);
      if (gain > largest) {
        found = split;
        largest = gain;
      }
    }
    return found;
  }

  /** How far the bound falls if sub-ids of a split are taken, for each item that has them. */
  private double gain(int split, int most) {
    int after = next[split] + most;
    if (after >= order[split].length) {
      after = order[split].length - 1; // the last sub-id leaves no bound
    }
    double fall = best(split) - (double) subScores[split * stride + order[split][after]];
    long items = 1;
    for (int place = next[split]; place < after; place++) {
      items += lists[split].length(order[split][place]);
    }
    return fall / items;
  }

  private float best(int split) {
    return subScores[split * stride + order[split][next[split]]];
  }
}
