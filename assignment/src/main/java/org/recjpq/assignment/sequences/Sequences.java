package org.recjpq.assignment.sequences;

import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The item sequences of many users over one catalogue, oldest item first, in one flat array.
 *
 * <p>Memory: 4 bytes per item, a bit more if gaps are known, and 8 bytes per sequence; several
 * views may share one item array. None if the arrays are mapped from files.
 */
public final class Sequences {
  private final IntArray items;
  private final LongArray starts;
  private final IntArray lengths;
  private final int count;
  private final int catalogueSize;
  private final @Nullable Gaps afterGap; // by place in items
  private final @Nullable Recency recency; // by place in items
  private int @Nullable [] counts; // of the items, if they are known

  /** Which items come after a gap in time. */
  @FunctionalInterface
  public interface Gaps {
    /** Whether the item at this place in the item array does. */
    boolean at(long place);
  }

  /** What items count for because of their age. */
  @FunctionalInterface
  public interface Recency {
    /** What the item at this place in the item array counts for, in (0, 1]. */
    float at(long place);
  }

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
    this(
        IntArray.of(checked(items, catalogueSize)),
        catalogueSize,
        LongArray.of(starts),
        IntArray.of(lengths),
        null,
        null);
  }

  /** For items that have already been checked. */
  private Sequences(
      IntArray items,
      int catalogueSize,
      LongArray starts,
      IntArray lengths,
      @Nullable Gaps afterGap,
      @Nullable Recency recency) {
    if (starts.size() != lengths.size()) {
      throw new IllegalArgumentException(
          "starts and lengths must have one entry per sequence, found %d and %d"
              .formatted(starts.size(), lengths.size()));
    }
    this.count = Math.toIntExact(starts.size());
    for (int s = 0; s < count; s++) {
      long length = lengths.get(s);
      Objects.checkFromIndexSize(starts.get(s), length, items.size());
    }
    this.items = items;
    this.starts = starts;
    this.lengths = lengths;
    this.catalogueSize = catalogueSize;
    this.afterGap = afterGap;
    this.recency = recency;
  }

  /**
   * Sequences of items that are known to be in the catalogue, such as those of a checked file; none
   * of the arrays is copied.
   *
   * @param items item indexes, each in [0, catalogueSize)
   * @param catalogueSize N, the number of items
   * @param afterGap which items come after a gap in time, or null if that is not known
   * @param recency what items count for because of their age, or null if that is not known
   */
  public static Sequences ofKnown(
      IntArray items, int catalogueSize, @Nullable Gaps afterGap, @Nullable Recency recency) {
    LongArray none = LongArray.of(new int[0]);
    return new Sequences(items, catalogueSize, none, IntArray.of(new int[0]), afterGap, recency);
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
    return view(LongArray.of(starts), IntArray.of(lengths));
  }

  /** The same for an item array of any size. */
  public Sequences view(LongArray starts, IntArray lengths) {
    return new Sequences(items, catalogueSize, starts, lengths, afterGap, recency);
  }

  /**
   * The same sequences, of which it is known how often each item occurs.
   *
   * @param counts what {@link #itemCounts} returns; not copied
   */
  public Sequences withItemCounts(int[] counts) {
    if (counts.length != catalogueSize) {
      throw new IllegalArgumentException(
          "expected a count per item, found %d for %d".formatted(counts.length, catalogueSize));
    }
    Sequences known = view(starts, lengths);
    known.counts = counts;
    return known;
  }

  /**
   * The same sequences, of which it is known where there are gaps in time.
   *
   * @param afterGap which items come after a gap, by their place in the item array
   */
  public Sequences withGaps(BitSet afterGap) {
    BitSet gaps = (BitSet) afterGap.clone();
    return new Sequences(
        items, catalogueSize, starts, lengths, place -> gaps.get((int) place), recency);
  }

  /**
   * The same sequences, of which it is known how recent their items are.
   *
   * @param recency what an item counts for because of its age, in (0, 1], by its place in the item
   *     array; not copied
   */
  public Sequences withRecency(float[] recency) {
    if (recency.length != items.size()) {
      throw new IllegalArgumentException(
          "expected one recency per item, found %d for %d".formatted(recency.length, items.size()));
    }
    return new Sequences(
        items, catalogueSize, starts, lengths, afterGap, place -> recency[(int) place]);
  }

  /**
   * The same sequences of items with other indexes.
   *
   * @param indexes the new index of each item, in [0, {@code size}), [N]
   * @param size the new N
   * @throws IllegalArgumentException if an index is out of range, or there are more than an array
   *     holds
   */
  public Sequences renumbered(int[] indexes, int size) {
    if (items.size() > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException(
          "expected items that fit into an array, found " + items.size());
    }
    int[] renumbered = new int[(int) items.size()];
    items.copy(0, renumbered.length, renumbered, 0);
    for (int i = 0; i < renumbered.length; i++) {
      renumbered[i] = indexes[renumbered[i]];
    }
    IntArray all = IntArray.of(checked(renumbered, size));
    return new Sequences(all, size, starts, lengths, afterGap, recency);
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
    Objects.checkIndex(position, lengths.get(s));
    return recency == null ? 1 : recency.at(starts.get(s) + position);
  }

  /** Whether it is known where there are gaps in time. */
  public boolean hasGaps() {
    return afterGap != null;
  }

  /** Whether there is a gap in time before the item at a place of the item array. */
  public boolean isPlaceAfterGap(long place) {
    return afterGap != null && afterGap.at(place);
  }

  /** What the item at a place of the item array counts for because of its age; 1 if unknown. */
  public float recencyAt(long place) {
    return recency == null ? 1 : recency.at(place);
  }

  /** Whether it is known what items count for because of their age. */
  public boolean hasRecency() {
    return recency != null;
  }

  /** Whether there is a gap in time between an item of sequence {@code s} and the one before. */
  public boolean isAfterGap(int s, int position) {
    Objects.checkIndex(position, lengths.get(s));
    return afterGap != null && position > 0 && afterGap.at(starts.get(s) + position);
  }

  /**
   * A selection of these sequences, which share the item array.
   *
   * @param chosen each in [0, {@link #count}), in any order, possibly repeated
   * @throws IllegalArgumentException if one is out of range
   */
  public Sequences select(int[] chosen) {
    long[] chosenStarts = new long[chosen.length];
    int[] chosenLengths = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] < 0 || chosen[i] >= count()) {
        throw new IllegalArgumentException(
            "sequences must lie in [0, %d), found %d".formatted(count(), chosen[i]));
      }
      chosenStarts[i] = starts.get(chosen[i]);
      chosenLengths[i] = lengths.get(chosen[i]);
    }
    return view(LongArray.of(chosenStarts), IntArray.of(chosenLengths));
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
    return count;
  }

  /** N, the number of items: every item index is smaller. */
  public int catalogueSize() {
    return catalogueSize;
  }

  /** Length of sequence {@code s}. */
  public int length(int s) {
    return lengths.get(s);
  }

  /** Where sequence {@code s} begins in the item array. */
  public long start(int s) {
    return starts.get(s);
  }

  /** Whether the items are in mapped files, and not on the heap. */
  public boolean isMapped() {
    return items.isMapped();
  }

  /** The item array, which other views may share. */
  public IntArray items() {
    return items;
  }

  /** The item at {@code position}, 0 being the oldest, of sequence {@code s}. */
  public int item(int s, int position) {
    return items.get(starts.get(s) + Objects.checkIndex(position, lengths.get(s)));
  }

  /** Adds these sequences to a hash; items shared by several views are hashed once. */
  static void addTo(Fingerprint fingerprint, Sequences... views) {
    @Nullable IntArray added = null;
    for (Sequences view : views) {
      if (view.items != added) {
        fingerprint.add(view.items);
        added = view.items;
      }
      fingerprint.add(view.starts, view.items.size() > Integer.MAX_VALUE);
      fingerprint.add(view.lengths);
    }
  }

  /** Total number of items in all sequences. */
  public long interactions() {
    long sum = 0;
    for (int s = 0; s < count; s++) {
      sum += lengths.get(s);
    }
    return sum;
  }

  /**
   * Copies items [from, from + count) of sequence {@code s} to {@code target} at {@code offset}.
   */
  public void copy(int s, int from, int count, int[] target, int offset) {
    Objects.checkFromIndexSize(from, count, lengths.get(s));
    items.copy(starts.get(s) + from, count, target, offset);
  }

  /** How often each item occurs in all sequences, [N]. */
  public int[] itemCounts() {
    if (counts != null) {
      return counts.clone();
    }
    int[] found = new int[catalogueSize];
    for (int s = 0; s < count; s++) {
      long start = starts.get(s);
      int length = lengths.get(s);
      for (int i = 0; i < length; i++) {
        found[items.get(start + i)]++;
      }
    }
    return found;
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
