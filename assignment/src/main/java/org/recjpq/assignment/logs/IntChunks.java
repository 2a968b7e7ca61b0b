package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.List;

/** A list of ints that grows without ever copying what it holds. */
final class IntChunks {
  private static final int BITS = 12;
  private static final int MASK = (1 << BITS) - 1;

  private final List<int[]> chunks = new ArrayList<>();
  private int size;

  void add(int value) {
    if ((size & MASK) == 0) {
      chunks.add(new int[1 << BITS]);
    }
    chunks.get(size >> BITS)[size & MASK] = value;
    size = Math.incrementExact(size);
  }

  int get(int index) {
    return chunks.get(index >> BITS)[index & MASK];
  }

  int size() {
    return size;
  }

  /** Gives the memory back. */
  void clear() {
    chunks.clear();
    size = 0;
  }
}
