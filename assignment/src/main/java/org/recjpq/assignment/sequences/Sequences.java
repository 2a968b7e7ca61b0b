package org.recjpq.assignment.sequences;

import java.util.Objects;

/**
 * The item sequences of many users over one catalogue, oldest item first, in one flat array.
 *
 * <p>Memory: 4 bytes an item and 8 bytes a sequence; several views may share one item array.
 */
public final class Sequences {
  private final int[] items;
  private final int[] starts;
  private final int[] lengths;
  private final int catalogueSize;

  /**
   * Wraps the arrays without copying them; the caller must not change them afterwards.
   *
   * @param items item indexes, each in [0, catalogueSize)
   * @param starts where each sequence starts in {@code items}
   * @param lengths how many items each sequence has, 0 or more
   * @param catalogueSize N, the number of items that exist
   * @throws IllegalArgumentException if a sequence leaves {@code items} or an item the catalogue
   */
  public Sequences(int[] items, int[] starts, int[] lengths, int catalogueSize) {
    if (starts.length != lengths.length) {
      throw new IllegalArgumentException(
          "starts and lengths must have one entry a sequence, found %d and %d"
              .formatted(starts.length, lengths.length));
    }
    for (int s = 0; s < starts.length; s++) {
      Objects.checkFromIndexSize(starts[s], lengths[s], items.length);
    }
    for (int item : items) {
      if (item < 0 || item >= catalogueSize) {
        throw new IllegalArgumentException(
            "items must lie in [0, %d), found %d".formatted(catalogueSize, item));
      }
    }
    this.items = items;
    this.starts = starts;
    this.lengths = lengths;
    this.catalogueSize = catalogueSize;
  }

  /** Copies small sequences, as tests like to write them. */
  public static Sequences of(int catalogueSize, int[]... sequences) {
    int[] starts = new int[sequences.length];
    int[] lengths = new int[sequences.length];
    int total = 0;
    for (int s = 0; s < sequences.length; s++) {
      starts[s] = total;
      lengths[s] = sequences[s].length;
      total += lengths[s];
    }
    int[] items = new int[total];
    for (int s = 0; s < sequences.length; s++) {
      System.arraycopy(sequences[s], 0, items, starts[s], lengths[s]);
    }
    return new Sequences(items, starts, lengths, catalogueSize);
  }

  /** How many sequences there are. */
  public int count() {
    return starts.length;
  }

  /** N, the number of items that exist: every item index is smaller. */
  public int catalogueSize() {
    return catalogueSize;
  }

  /** How many items sequence {@code s} has. */
  public int length(int s) {
    return lengths[s];
  }

  /** The item at {@code position}, 0 being the oldest, of sequence {@code s}. */
  public int item(int s, int position) {
    return items[starts[s] + Objects.checkIndex(position, lengths[s])];
  }

  /** How many items all sequences have together. */
  public long interactions() {
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    return sum;
  }

  /**
   * Copies items [from, from + count) of sequence {@code s} to {@code target} at {@code offset}.
   */
  public void copy(int s, int from, int count, int[] target, int offset) {
    Objects.checkFromIndexSize(from, count, lengths[s]);
    System.arraycopy(items, starts[s] + from, target, offset, count);
  }

  /** How often each item occurs in all sequences, [N]. */
  public int[] itemCounts() {
    int[] counts = new int[catalogueSize];
    for (int s = 0; s < starts.length; s++) {
      for (int i = starts[s]; i < starts[s] + lengths[s]; i++) {
        counts[items[i]]++;
      }
    }
    return counts;
  }
}
