package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChunksTest {
  private static final int MORE_THAN_TWO_CHUNKS = (1 << 21) + 3;

  @Test
  void valuesStayInPlaceOverChunks() {
    IntChunks ints = new IntChunks();
    LongChunks longs = new LongChunks();
    for (int i = 0; i < MORE_THAN_TWO_CHUNKS; i++) {
      ints.add(-i);
      longs.add((long) i << 33);
    }
    assertEquals(MORE_THAN_TWO_CHUNKS, ints.size());
    assertEquals(MORE_THAN_TWO_CHUNKS, longs.size());
    for (int i = 0; i < MORE_THAN_TWO_CHUNKS; i++) {
      if (ints.get(i) != -i || longs.get(i) != (long) i << 33) {
        assertEquals(-i, ints.get(i));
        assertEquals((long) i << 33, longs.get(i));
      }
    }
  }
}
