package org.recjpq.training.batches;

import java.util.SplittableRandom;

/** Independent streams of randomness from one seed. */
final class Seeds {
  private Seeds() {}

  /** The stream for use number {@code use} at {@code index}, which is an epoch or a step. */
  static SplittableRandom stream(long seed, int use, long index) {
    return new SplittableRandom(mix(mix(seed + use) + index));
  }

  /** Spreads every bit of {@code value} over all bits (the finaliser of SplitMix64). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
