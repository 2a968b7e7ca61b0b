package org.recjpq.assignment.sequences;

import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The item sequences of many users over one catalogue, oldest item first, in one flat array.
 *
 * <p>Memory: 4 bytes per item, a bit more if gaps are known, and 8 bytes per sequence; several
 * views may share one item array.
 */
public final class Sequences {
  private final int[] items;
  private final int[] starts;
  private final int[] lengths;
  private final int catalogueSize;
  private final @Nullable BitSet afterGap; // by place in items
  private final float @Nullable [] recency; // by place in items

  /**
   * Wraps the arrays without copying them; the caller must not change them afterwards.
   *
   * @param items item indexes, each in [0, catalogueSize)
   * @param starts start of each sequence in {@code items}
   * @param lengths length of each sequence, 0 or more
   * @param catalogueSize N, the number of items
   * @throws IllegalArgumentException if an item is not in the catalogue
   * @throws IndexOutOfBoundsException if a sequence exceeds {@code items}
   */
  public Sequences(int[] items, int[] starts, int[] lengths, int catalogueSize) {
    this(checked(items, catalogueSize), catalogueSize, starts, lengths, null, null);
  }

  /** For items that have already been checked. */
  private Sequences(
      int[] items,
      int catalogueSize,
      int[] starts,
      int[] lengths,
      @Nullable BitSet afterGap,
      float @Nullable [] recency) {
    if (starts.length != lengths.length) {
      throw new IllegalArgumentException(
          "starts and lengths must have one entry per sequence, found %d and %d"
              .formatted(starts.length, lengths.length));
    }
    for (int s = 0; s < starts.length; s++) {
      Objects.checkFromIndexSize(starts[s], lengths[s], items.length);
    }
    this.items = items;
    this.starts = starts;
    this.lengths = lengths;
    this.catalogueSize = catalogueSize;
    this.afterGap = afterGap;
    this.recency = recency;
  }

  private static int[] checked(int[] items, int catalogueSize) {
    for (int item : items) {
      if (item < 0 || item >= catalogueSize) {
        throw new IllegalArgumentException(
            "items must lie in [0, %d), found %d".formatted(catalogueSize, item));
      }
    }
    return items;
  }

  /**
   * Other sequences of the same item array, which is shared; see {@link #Sequences}.
   *
   * @param starts start of each sequence in the item array
   * @param lengths length of each sequence, 0 or more
   * @throws IllegalArgumentException if the arrays have different lengths
   * @throws IndexOutOfBoundsException if a sequence exceeds the item array
   */
  public Sequences view(int[] starts, int[] lengths) {
    return new Sequences(items, catalogueSize, starts, lengths, afterGap, recency);
  }

  /**
   * The same sequences, of which it is known where there are gaps in time.
   *
   * @param afterGap which items come after a gap, by their place in the item array
   */
  public Sequences withGaps(BitSet afterGap) {
    return new Sequences(items, catalogueSize, starts, lengths, (BitSet) afterGap.clone(), recency);
  }

  /**
   * The same sequences, of which it is known how recent their items are.
   *
   * @param recency what an item counts for because of its age, in (0, 1], by its place in the item
   *     array; not copied
   */
  public Sequences withRecency(float[] recency) {
    if (recency.length != items.length) {
      throw new IllegalArgumentException(
          "expected one recency per item, found %d for %d".formatted(recency.length, items.length));
    }
    return new Sequences(items, catalogueSize, starts, lengths, afterGap, recency);
  }

  /**
   * The same sequences of items with other indexes.
   *
   * @param indexes the new index of each item, in [0, {@code size}), [N]
   * @param size the new N
   * @throws IllegalArgumentException if an index is out of range
   */
  public Sequences renumbered(int[] indexes, int size) {
    int[] renumbered = new int[items.length];
    for (int i = 0; i < items.length; i++) {
      renumbered[i] = indexes[items[i]];
    }
    return new Sequences(checked(renumbered, size), size, starts, lengths, afterGap, recency);
  }

  /** The sequences of {@code other}, which shares the item array, in the numbers of these. */
  public Sequences viewLike(Sequences other) {
    return view(other.starts, other.lengths);
  }

  /** Whether {@code other} has the same item array. */
  public boolean sharesItems(Sequences other) {
    return items == other.items;
  }

  /** What the item at a position counts for because of its age, in (0, 1]; 1 if it is unknown. */
  public float recency(int s, int position) {
    Objects.checkIndex(position, lengths[s]);
    return recency == null ? 1 : recency[starts[s] + position];
  }

  /** Whether it is known where there are gaps in time. */
  public boolean hasGaps() {
    return afterGap != null;
  }

  /** Whether there is a gap in time between an item of sequence {@code s} and the one before. */
  public boolean isAfterGap(int s, int position) {
    Objects.checkIndex(position, lengths[s]);
    return afterGap != null && position > 0 && afterGap.get(starts[s] + position);
  }

  /**
   * A selection of these sequences, which share the item array.
   *
   * @param chosen each in [0, {@link #count}), in any order, possibly repeated
   * @throws IllegalArgumentException if one is out of range
   */
  public Sequences select(int[] chosen) {
    int[] chosenStarts = new int[chosen.length];
    int[] chosenLengths = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] < 0 || chosen[i] >= count()) {
        throw new IllegalArgumentException(
            "sequences must lie in [0, %d), found %d".formatted(count(), chosen[i]));
      }
      chosenStarts[i] = starts[chosen[i]];
      chosenLengths[i] = lengths[chosen[i]];
    }
    return view(chosenStarts, chosenLengths);
  }

  /** Copies small sequences, for convenience in tests. */
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

  /** Number of sequences. */
  public int count() {
    return starts.length;
  }

  /** N, the number of items: every item index is smaller. */
  public int catalogueSize() {
    return catalogueSize;
  }

  /** Length of sequence {@code s}. */
  public int length(int s) {
    return lengths[s];
  }

  /** The item at {@code position}, 0 being the oldest, of sequence {@code s}. */
  public int item(int s, int position) {
    return items[starts[s] + Objects.checkIndex(position, lengths[s])];
  }

  /** Adds these sequences to a hash; items shared by several views are hashed once. */
  static void addTo(Fingerprint fingerprint, Sequences... views) {
    int @Nullable [] added = null;
    for (Sequences view : views) {
      if (view.items != added) {
        fingerprint.add(view.items);
        added = view.items;
      }
      fingerprint.add(view.starts);
      fingerprint.add(view.lengths);
    }
  }

  /** Total number of items in all sequences. */
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

  /** Whether an item occurs twice in a sequence. Memory: 4 bytes per item of the catalogue. */
  public boolean hasRepeats() {
    int[] seenIn = new int[catalogueSize()]; // 1 + the last sequence that has the item
    for (int s = 0; s < count(); s++) {
      for (int position = 0; position < length(s); position++) {
        int item = item(s, position);
        if (seenIn[item] == s + 1) {
          return true;
        }
        seenIn[item] = s + 1;
      }
    }
    return false;
  }
}
