package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.List;

/** A list of longs that grows without ever copying what it holds. */
final class LongChunks {
  private static final int BITS = 20;
  private static final int MASK = (1 << BITS) - 1;

  private final List<long[]> chunks = new ArrayList<>();
  private int size;

  void add(long value) {
    if ((size & MASK) == 0) {
      chunks.add(new long[1 << BITS]);
    }
    chunks.get(size >> BITS)[size & MASK] = value;
    size = Math.incrementExact(size);
  }

  long get(int index) {
    return chunks.get(index >> BITS)[index & MASK];
  }

  int size() {
    return size;
  }
}
