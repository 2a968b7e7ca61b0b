package org.recjpq.assignment.sequences;

import java.nio.Buffer;
import java.util.List;

/** Checks the sizes of the shards of an array. */
final class ShardSizes {
  private ShardSizes() {}

  /**
   * The numbers of all shards together.
   *
   * @throws IllegalArgumentException if one but the last has not 1 &lt;&lt; {@code shift} numbers,
   *     or the last has more
   */
  static long sum(List<? extends Buffer> shards, int shift) {
    long full = 1L << shift;
    for (int i = 0; i < shards.size(); i++) {
      int found = shards.get(i).limit();
      if (found > full || (found < full && i + 1 < shards.size())) {
        throw new IllegalArgumentException(
            "shard %d must have %d numbers, found %d".formatted(i, full, found));
      }
    }
    return shards.isEmpty()
        ? 0
        : (shards.size() - 1) * full + shards.get(shards.size() - 1).limit();
  }
}
