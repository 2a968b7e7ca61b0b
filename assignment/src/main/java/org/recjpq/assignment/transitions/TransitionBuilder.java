package org.recjpq.assignment.transitions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Counts the transitions of training sequences and keeps the strongest successors of each item.
 *
 * <p>Memory: the result, 6·T bytes per item; 16 bytes per item; and for each thread the transitions
 * of one block of items, 8 bytes each. Blocks are small enough that all threads together hold at
 * most {@value #TRANSITIONS_AT_ONCE} transitions, unless a single item has more. Every block reads
 * all sequences once. The successors of an item depend only on its own transitions, which are added
 * up in one order, so the result depends neither on blocks nor on threads.
 */
public final class TransitionBuilder {
  private static final int TRANSITIONS_AT_ONCE = 1 << 26;

  /** About this many blocks are enough for all threads, if they are not too large. */
  private static final int BLOCKS = 16;

  private static final int LEAST_BLOCK = 1 << 16;

  /** The bits of a float32 of at most 1. */
  private static final int RECENCY = (1 << 30) - 1;

  /** Where the successor begins: above a distance and a recency of one bit more than it needs. */
  private static final int SUCCESSOR = Byte.SIZE + 31;

  private final Sequences train;
  private final TransitionSettings settings;
  private final int[] counts; // transitions from each item, [N]
  private final SuccessorRows result;

  private TransitionBuilder(Sequences train, TransitionSettings settings) {
    if (settings.longestGap() != null && !train.hasGaps()) {
      throw new IllegalArgumentException(
          "expected sequences with gaps because of longestGap, found some without");
    }
    this.train = train;
    this.settings = settings;
    this.counts = counts();
    this.result = new SuccessorRows(settings, train.catalogueSize());
  }

  /**
   * Counts transitions; the result has their counts.
   *
   * @param train training sequences only, so that nothing held out is remembered
   * @param settings with at least one successor
   * @throws IllegalArgumentException if the memory would be too large
   */
  public static Transitions build(Sequences train, TransitionSettings settings) {
    int most = TRANSITIONS_AT_ONCE / Runtime.getRuntime().availableProcessors();
    long share = train.interactions() * settings.window() / BLOCKS;
    return build(train, settings, (int) Math.min(most, Math.max(LEAST_BLOCK, share)));
  }

  /** The same with blocks of at most {@code blockSize} transitions, or a single item. */
  static Transitions build(Sequences train, TransitionSettings settings, int blockSize) {
    TransitionBuilder builder = new TransitionBuilder(train, settings);
    List<int[]> blocks = builder.blocks(blockSize);
    AtomicInteger next = new AtomicInteger(); // a thread takes the next block when it is free
    IntStream.range(0, Math.min(blocks.size(), Runtime.getRuntime().availableProcessors()))
        .parallel()
        .forEach(
            worker -> {
              for (int b = next.getAndIncrement(); b < blocks.size(); b = next.getAndIncrement()) {
                builder.fill(blocks.get(b)[0], blocks.get(b)[1]);
              }
            });
    return builder.result.result();
  }

  private int[] counts() {
    int[] counts = new int[train.catalogueSize()];
    for (int s = 0; s < train.count(); s++) {
      int length = train.length(s);
      for (int i = 0; i + 1 < length; i++) {
        int item = train.item(s, i);
        counts[item] = Math.addExact(counts[item], Math.min(settings.window(), length - 1 - i));
      }
    }
    return counts;
  }

  /** Ranges of items, each [from, to). */
  private List<int[]> blocks(int blockSize) {
    List<int[]> blocks = new ArrayList<>();
    int from = 0;
    long size = 0;
    for (int item = 0; item < counts.length; item++) {
      if (size + counts[item] > blockSize && item > from) {
        blocks.add(new int[] {from, item});
        from = item;
        size = 0;
      }
      size += counts[item];
    }
    blocks.add(new int[] {from, counts.length});
    return blocks;
  }

  /** Fills the cells and counts of the items [from, to). */
  private void fill(int from, int to) {
    int[] ends = new int[to - from];
    int size = 0;
    for (int item = from; item < to; item++) {
      ends[item - from] = size;
      size = Math.addExact(size, counts[item]);
    }
    long[] transitions = transitions(from, to, ends, size);
    SuccessorRows.Row row = new SuccessorRows.Row(settings.successors());
    int start = 0;
    for (int item = from; item < to; item++) {
      int end = ends[item - from];
      Arrays.sort(transitions, start, end);
      add(transitions, start, end, row);
      result.set(item, row);
      start += counts[item];
    }
  }

  /**
   * The transitions from the items [from, to), item by item: the successor in the upper bits, below
   * it the bits of what it counts for because of its age, a positive float32 of at most 1, and the
   * distance in the lower byte. Moves {@code ends} from the start of each item to its end.
   */
  private long[] transitions(int from, int to, int[] ends, int size) {
    long[] transitions = new long[size];
    int[] sequence = new int[0];
    for (int s = 0; s < train.count(); s++) {
      int length = train.length(s);
      if (sequence.length < length) {
        sequence = new int[length + (length >> 1)];
      }
      train.copy(s, 0, length, sequence, 0);
      for (int i = 0; i + 1 < length; i++) {
        int item = sequence[i];
        if (item >= from && item < to) {
          int last = last(s, i, length);
          for (int j = i + 1; j <= last; j++) {
            if (sequence[j] != item) {
              transitions[ends[item - from]++] =
                  (long) sequence[j] << SUCCESSOR | weighed(s, j) | (j - i);
            }
          }
        }
      }
    }
    return transitions;
  }

  private long weighed(int s, int position) {
    return (long) Float.floatToIntBits(train.recency(s, position)) << Byte.SIZE;
  }

  /** The last position that a transition from position {@code i} may lead to. */
  private int last(int s, int i, int length) {
    int most = Math.min(length - 1, i + settings.window());
    if (train.hasGaps()) {
      for (int j = i + 1; j <= most; j++) {
        if (train.isAfterGap(s, j)) {
          return j - 1;
        }
      }
    }
    return most;
  }

  /** Adds up the sorted transitions of one item. */
  private static void add(long[] transitions, int start, int end, SuccessorRows.Row row) {
    row.clear();
    for (int i = start; i < end; ) {
      int first = i;
      int successor = (int) (transitions[i] >> SUCCESSOR);
      double sum = 0;
      for (; i < end && (int) (transitions[i] >> SUCCESSOR) == successor; i++) {
        double recency = Float.intBitsToFloat((int) (transitions[i] >> Byte.SIZE & RECENCY));
        sum += recency / (transitions[i] & 0xff);
      }
      row.add(successor, sum, i - first);
    }
  }
}
