package org.recjpq.assignment.sequences;

import java.nio.LongBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers of up to 64 bits that are not changed any more: an array on the heap, of 32 bits
 * each if that is enough, or shards that are mapped from files.
 */
public final class LongArray {
  private static final int ONE_SHARD = 31;

  private final int @Nullable [] heap; // null if the numbers are in shards
  private final LongBuffer[] shards; // all of 1 << shift numbers, but the last
  private final int shift;
  private final long size;

  private LongArray(int @Nullable [] heap, LongBuffer[] shards, int shift, long size) {
    this.heap = heap;
    this.shards = shards;
    this.shift = shift;
    this.size = size;
  }

  /** Wraps an array, which is not copied. */
  public static LongArray of(int[] values) {
    return new LongArray(values, new LongBuffer[0], 0, values.length);
  }

  /** Wraps an array, which is not copied. */
  public static LongArray of(long[] values) {
    return of(List.of(LongBuffer.wrap(values)), ONE_SHARD);
  }

  /**
   * Joins shards, which are not copied.
   *
   * @param shards each from index 0 to its limit
   * @param shift the logarithm of the size of each shard but the last, which may be smaller
   * @throws IllegalArgumentException if a shard has another size
   */
  public static LongArray of(List<LongBuffer> shards, int shift) {
    long size = ShardSizes.sum(shards, shift);
    return new LongArray(null, shards.toArray(LongBuffer[]::new), shift, size);
  }

  /** Number of numbers. */
  public long size() {
    return size;
  }

  /** The number at {@code place}. */
  public long get(long place) {
    if (heap != null) {
      return heap[(int) place];
    }
    return shards[(int) (place >>> shift)].get((int) (place & ((1L << shift) - 1)));
  }
}
