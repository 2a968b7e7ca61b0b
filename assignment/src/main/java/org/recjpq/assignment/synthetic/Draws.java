package org.recjpq.assignment.synthetic;

import java.util.Random;

/**
 * Independent streams of draws from one seed.
 *
 * <p>{@link Random} is used because its algorithm is part of its contract, so a log is the same
 * with every JDK.
 */
final class Draws {
  /** The purpose of a stream. */
  enum Purpose {
    LENGTH,
    ITEMS,
    TIMES,
    SUCCESSORS,
    TAIL,
    NOISE,
    DAYS,
    REPLACEMENTS
  }

  private Draws() {}

  /** The stream of one user or item. */
  static Random stream(long seed, Purpose purpose, long index) {
    return new Random(hash(seed, purpose, index));
  }

  /** A single number from [0, 1), for one user or item. */
  static double uniform(long seed, Purpose purpose, long index) {
    return fraction(hash(seed, purpose, index));
  }

  /** The same for a rule that is drawn anew: each version of it, and each draw for a version. */
  static double uniform(long seed, Purpose purpose, long index, long version, long draw) {
    return version == 0 && draw == 0
        ? uniform(seed, purpose, index)
        : fraction(mix(mix(hash(seed, purpose, index) + version) + draw));
  }

  private static double fraction(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  private static long hash(long seed, Purpose purpose, long index) {
    return mix(mix(mix(seed) + purpose.ordinal()) + index);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
