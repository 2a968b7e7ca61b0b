package org.recjpq.assignment.logs;

import java.util.Arrays;

/** A list of ints that grows without copying its values. */
final class IntChunks {
  private static final int BITS = 14;
  private static final int MASK = (1 << BITS) - 1;

  private int[][] chunks = new int[1][];
  private int size;

  void add(int value) {
    int chunk = size >> BITS;
    if ((size & MASK) == 0) {
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * chunk);
      }
      chunks[chunk] = new int[1 << BITS];
    }
    chunks[chunk][size & MASK] = value;
    size = Math.incrementExact(size);
  }

  int get(int index) {
    return chunks[index >> BITS][index & MASK];
  }

  int size() {
    return size;
  }

  /** Releases the memory. */
  void clear() {
    chunks = new int[1][];
    size = 0;
  }
}
