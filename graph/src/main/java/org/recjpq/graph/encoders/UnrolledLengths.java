package org.recjpq.graph.encoders;

import java.util.ArrayList;
import java.util.List;

/** The numbers of positions for which an unrolled encoder has training ops. */
public final class UnrolledLengths {
  private static final int SHORTEST = 8;

  private UnrolledLengths() {}

  /**
   * The maximum length, half of it, a quarter and so on down to {@value #SHORTEST} or a little
   * more.
   *
   * @param maxLength maximum L, at least 1
   * @return the lengths, longest first
   */
  public static List<Integer> upTo(int maxLength) {
    List<Integer> lengths = new ArrayList<>(List.of(maxLength));
    for (int length = maxLength; (length + 1) / 2 >= SHORTEST; ) {
      length = (length + 1) / 2;
      lengths.add(length);
    }
    return lengths;
  }

  /**
   * The shortest of these lengths that a sequence fits into.
   *
   * @param length of the sequence, in [0, maxLength]
   */
  public static int atLeast(int length, int maxLength) {
    return upTo(maxLength).stream()
        .filter(unrolled -> unrolled >= length)
        .reduce(maxLength, Math::min);
  }

  /** The sum of these lengths. */
  static long sum(int maxLength) {
    return upTo(maxLength).stream().mapToLong(Integer::longValue).sum();
  }
}
