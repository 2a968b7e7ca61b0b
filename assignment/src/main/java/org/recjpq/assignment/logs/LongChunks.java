package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of longs that grows without ever copying what it holds, and that takes 4 bytes per value
 * where values added one after another are less than 2^32 apart, as times are; 8 elsewhere.
 */
final class LongChunks {
  private static final int BITS = 12;
  private static final int MASK = (1 << BITS) - 1;

  private final List<Chunk> full = new ArrayList<>();
  private final long[] last = new long[1 << BITS]; // what follows the full chunks
  private int size;

  /** So many values that do not change any more. */
  private interface Chunk {
    long get(int index);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Wide(long[] values) implements Chunk {
    @Override
    public long get(int index) {
      return values[index];
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Narrow(long least, int[] above) implements Chunk {
    @Override
    public long get(int index) {
      return least + Integer.toUnsignedLong(above[index]);
    }
  }

  void add(long value) {
    last[size & MASK] = value;
    size = Math.incrementExact(size);
    if ((size & MASK) == 0) {
      full.add(packed(last));
    }
  }

  private static Chunk packed(long[] values) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (long value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    long range = greatest - least; // negative if it overflows
    if (range < 0 || range >>> Integer.SIZE != 0) {
      return new Wide(values.clone());
    }
    int[] above = new int[values.length];
    for (int i = 0; i < above.length; i++) {
      above[i] = (int) (values[i] - least);
    }
    return new Narrow(least, above);
  }

  long get(int index) {
    int chunk = index >> BITS;
    return chunk == full.size() ? last[index & MASK] : full.get(chunk).get(index & MASK);
  }

  /** The greatest of all values; the least that there can be if there are none. */
  long greatest() {
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      greatest = Math.max(greatest, get(i));
    }
    return greatest;
  }

  int size() {
    return size;
  }
}
