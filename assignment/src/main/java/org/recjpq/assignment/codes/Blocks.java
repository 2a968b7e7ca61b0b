package org.recjpq.assignment.codes;

import java.util.stream.IntStream;

/** Parallel work on ranges of a fixed size, so that the cut does not depend on the threads. */
final class Blocks {
  /** Works on the indexes [from, to). */
  @FunctionalInterface
  interface Work {
    /** Called once a range, from any thread. */
    void on(int from, int to);
  }

  private Blocks() {}

  /** How many ranges of {@code size} cover [0, {@code count}). */
  static int count(int count, int size) {
    return (int) (((long) count + size - 1) / size);
  }

  /** Cuts [0, {@code count}) into ranges of {@code size}, of which the last may be shorter. */
  static void forEach(int count, int size, Work work) {
    IntStream.range(0, count(count, size))
        .parallel()
        .forEach(block -> work.on(block * size, (int) Math.min((block + 1L) * size, count)));
  }
}
