package org.recjpq.assignment.transitions;

import java.nio.CharBuffer;
import java.util.Locale;
import java.util.Objects;

/**
 * How often each of the successors that a memory keeps was counted, to say so to people: 2 bytes
 * each, which no score depends on.
 *
 * <p>A pair of places that are at most {@code window} apart, the successor behind, counts once, as
 * described in {@link TransitionSettings}. Rows and slots are those of the {@link Transitions} that
 * were counted together with these.
 */
public final class TransitionCounts {
  /** The largest count; it stands for itself and all larger ones. */
  public static final int MOST = Character.MAX_VALUE;

  private final int items;
  private final int successors;
  private final CharBuffer counts; // [N, T]

  /** Wraps counts, [N, T], without copying them. */
  TransitionCounts(int items, int successors, CharBuffer counts) {
    if (counts.capacity() != (long) items * successors) {
      throw new IllegalArgumentException(
          "expected %d · %d counts, found %d".formatted(items, successors, counts.capacity()));
    }
    this.items = items;
    this.successors = successors;
    this.counts = counts;
  }

  /** N. */
  public int items() {
    return items;
  }

  /** T. */
  public int successors() {
    return successors;
  }

  /**
   * How often the successor of {@code item} in {@code slot} was counted, at most {@link #MOST}; 0
   * if there is none.
   */
  public int count(int item, int slot) {
    Objects.checkIndex(item, items);
    return counts.get(item * successors + Objects.checkIndex(slot, successors));
  }

  /** A count in words: "once", "31 times" or "65,535 times or more". */
  public static String inWords(int count) {
    return count == 1
        ? "once"
        : String.format(Locale.ROOT, "%,d times%s", count, count < MOST ? "" : " or more");
  }

  /** Bytes per item. */
  public int bytesPerItem() {
    return successors * Character.BYTES;
  }
}
