package org.recjpq.assignment.transitions;

import java.util.Arrays;

/**
 * What the memory adds to the scores for one history: none, one or several parts for an item, which
 * are added to the score of the model one after the other in float32, that of the newest item of
 * the history first.
 */
public final class MemoryParts {
  /** No item has a part. */
  public static final MemoryParts NONE = new MemoryParts(new int[0], new float[0], 0);

  private final int[] items; // ascending; the parts of an item in the order they are added
  private final float[] parts;

  /** Sorts the first {@code size} parts by their items, which keeps the order of equal ones. */
  MemoryParts(int[] items, float[] parts, int size) {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (long) items[i] << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    this.items = new int[size];
    this.parts = new float[size];
    for (int i = 0; i < size; i++) {
      this.items[i] = (int) (keys[i] >> Integer.SIZE);
      this.parts[i] = parts[(int) keys[i]];
    }
  }

  /**
   * Parts in the order they are added, that of the newest item of the history first.
   *
   * @param items at least 0
   * @param parts as many, finite and at least 0
   */
  public static MemoryParts of(int[] items, float[] parts) {
    if (items.length != parts.length) {
      throw new IllegalArgumentException(
          "expected one part per item, found %d and %d".formatted(items.length, parts.length));
    }
    return new MemoryParts(items, parts, items.length);
  }

  /** Number of parts; an item may have several. */
  public int size() {
    return items.length;
  }

  /** The item of a part; parts of equal items follow each other, and items ascend. */
  public int item(int i) {
    return items[i];
  }

  /** A part, at least 0. */
  public float part(int i) {
    return parts[i];
  }

  /** The items that have a part, ascending, each once. */
  public int[] distinctItems() {
    return Arrays.stream(items).distinct().toArray();
  }

  /** Whether an item has a part. */
  public boolean has(int item) {
    return Arrays.binarySearch(items, item) >= 0;
  }

  /** The score of an item: that of the model and the item's parts. */
  public float added(int item, float score) {
    int found = Arrays.binarySearch(items, item);
    if (found < 0) {
      return score;
    }
    int i = found;
    while (i > 0 && items[i - 1] == item) {
      i--;
    }
    float sum = score;
    for (; i < items.length && items[i] == item; i++) {
      sum += parts[i];
    }
    return sum;
  }

  /** Adds the parts to the scores of all items, [N]. */
  public void addTo(float[] scores) {
    for (int i = 0; i < items.length; i++) {
      scores[items[i]] += parts[i];
    }
  }
}
