package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of longs that grows without copying its values, and that takes 4 bytes per value where
 * consecutive values are less than 2^32 apart, as is usual for times; 8 elsewhere.
 */
final class LongChunks {
  private static final int BITS = 12;
  private static final int MASK = (1 << BITS) - 1;

  private final List<Chunk> full = new ArrayList<>();
  private final long[] last = new long[1 << BITS]; // values after the full chunks
  private int size;

  /** A full chunk, whose values no longer change. */
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

  /** The maximum of all values; {@link Long#MIN_VALUE} if there are none. */
  long greatest() {
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      greatest = Math.max(greatest, get(i));
    }
    return greatest;
  }

  /** The minimum of all values; {@link Long#MAX_VALUE} if there are none. */
  long least() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, get(i));
    }
    return least;
  }

  int size() {
    return size;
  }
}
