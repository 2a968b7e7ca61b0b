package org.recjpq.assignment.sequences;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * int32 numbers that are not changed any more: an array on the heap, or shards that are mapped from
 * files and may have more than 2<sup>31</sup> numbers together.
 */
public final class IntArray {
  private final int @Nullable [] heap; // null if the numbers are in shards
  private final IntBuffer[] shards; // all of 1 << shift numbers, but the last
  private final int shift;
  private final long size;

  private IntArray(int @Nullable [] heap, IntBuffer[] shards, int shift, long size) {
    this.heap = heap;
    this.shards = shards;
    this.shift = shift;
    this.size = size;
  }

  /** Wraps an array, which is not copied. */
  public static IntArray of(int[] values) {
    return new IntArray(values, new IntBuffer[0], 0, values.length);
  }

  /**
   * Joins shards, which are not copied.
   *
   * @param shards each from index 0 to its limit
   * @param shift the logarithm of the size of each shard but the last, which may be smaller
   * @throws IllegalArgumentException if a shard has another size
   */
  public static IntArray of(List<IntBuffer> shards, int shift) {
    long size = ShardSizes.sum(shards, shift);
    return new IntArray(null, shards.toArray(IntBuffer[]::new), shift, size);
  }

  /** Number of numbers. */
  public long size() {
    return size;
  }

  /** The number at {@code place}. */
  public int get(long place) {
    if (heap != null) {
      return heap[(int) place];
    }
    return shards[(int) (place >>> shift)].get((int) (place & ((1L << shift) - 1)));
  }

  /** Copies {@code count} numbers from {@code from} on to {@code target} at {@code offset}. */
  public void copy(long from, int count, int[] target, int offset) {
    if (heap != null) {
      System.arraycopy(heap, (int) from, target, offset, count);
      return;
    }
    Objects.checkFromIndexSize(from, count, size);
    int done = 0;
    while (done < count) {
      IntBuffer shard = shards[(int) ((from + done) >>> shift)];
      int start = (int) ((from + done) & ((1L << shift) - 1));
      int length = Math.min(count - done, shard.limit() - start);
      shard.get(start, target, offset + done, length);
      done += length;
    }
  }

  /** Whether the numbers are in files, and not on the heap. */
  boolean isMapped() {
    return heap == null;
  }
}
