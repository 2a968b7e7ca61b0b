package org.recjpq.assignment.search;

/**
 * A score and an index in one long that sorts like ranks: a larger score has a larger key, and of
 * equal scores, the lower index has.
 */
final class RankKey {
  private RankKey() {}

  /** The key of {@code index} ≥ 0; -0 equals 0, and NaN is larger than any number. */
  static long of(int index, float score) {
    int bits = ordered(Float.floatToIntBits(score + 0f)); // -0 + 0 is 0
    return ((long) bits << Integer.SIZE) | (Integer.MAX_VALUE - index);
  }

  static int index(long key) {
    return Integer.MAX_VALUE - (int) key;
  }

  static float score(long key) {
    return Float.intBitsToFloat(ordered((int) (key >> Integer.SIZE)));
  }

  /** Maps the bits of a float to an int of the same order, and back. */
  private static int ordered(int bits) {
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }
}
