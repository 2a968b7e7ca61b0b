package org.recjpq.assignment.vectors;

import java.util.stream.IntStream;

/**
 * Parallel work on ranges of a fixed size, so that the ranges do not depend on the number of
 * threads.
 */
public final class ParallelRanges {
  /** Processes the indexes [from, to). */
  @FunctionalInterface
  public interface Work {
    /** Called once per range, from any thread. */
    void on(int from, int to);
  }

  private ParallelRanges() {}

  /** Number of ranges of {@code size} that cover [0, {@code count}). */
  public static int count(int count, int size) {
    return (int) (((long) count + size - 1) / size);
  }

  /** Processes [0, {@code count}) in ranges of {@code size}, of which the last may be shorter. */
  public static void forEach(int count, int size, Work work) {
    IntStream.range(0, count(count, size))
        .parallel()
        .forEach(block -> work.on(block * size, (int) Math.min((block + 1L) * size, count)));
  }
}
