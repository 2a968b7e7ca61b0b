package org.recjpq.assignment.transitions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class TransitionMemoryTest {
  // From 0 to 1 and from 2 to 1, each an only successor; 1 goes to 3 and 4 alike.
  private static final Transitions TRANSITIONS =
      TransitionBuilder.build(
          Sequences.of(5, new int[] {0, 1}, new int[] {2, 1}, new int[] {1, 3}, new int[] {1, 4}),
          new TransitionSettings(2, 1, 20));

  private static final double ONLY = Math.log(21);
  private static final double HALF = Math.log(11);

  @Test
  void partsOfTheLastItemsByHand() {
    TransitionMemory memory = new TransitionMemory(TRANSITIONS, new MemoryBlend(4, 3, 0.5));
    MemoryParts parts = memory.parts(new int[] {0, 2, 1, 0}); // 2 is the third last, its factor 1
    float[] scores = {1, 1, 1, 1, 1};
    parts.addTo(scores);
    assertEquals(1, scores[0]);
    assertEquals(1 + 4 * ONLY + ONLY, scores[1], 1e-5);
    assertEquals(1, scores[2]);
    assertEquals(1 + 2 * HALF, scores[3], 1e-3);
    assertEquals(scores[3], scores[4]);
    for (int item = 0; item < 5; item++) {
      assertEquals(scores[item], parts.added(item, 1));
    }
    assertArrayEquals(new int[] {1, 3, 4}, parts.distinctItems());
    assertTrue(parts.has(3));
    assertFalse(parts.has(2));
    assertEquals(4, parts.size());
  }

  /** In float32, 1e8 + 3 · 4 differs from (1e8 + 12) only if the parts are added one by one. */
  @Test
  void partsAreAddedOneByOneNewestFirst() {
    MemoryParts parts = new MemoryParts(new int[] {7, 3, 7}, new float[] {3, 1, 3}, 3);
    assertEquals(1e8f + 3f + 3f, parts.added(7, 1e8f));
    assertEquals(3, parts.item(0));
    assertEquals(1f, parts.part(0));
    MemoryParts ordered = new MemoryParts(new int[] {7, 7}, new float[] {1e8f, -1e8f}, 2);
    assertEquals(0f, ordered.added(7, 1));
  }

  @Test
  void anUnusedMemoryAndAnEmptyHistoryAddNothing() {
    assertEquals(
        0, new TransitionMemory(TRANSITIONS, MemoryBlend.NONE).parts(new int[] {0}).size());
    assertFalse(new TransitionMemory(TRANSITIONS, MemoryBlend.NONE).isUsed());
    assertEquals(
        0, new TransitionMemory(TRANSITIONS, new MemoryBlend(1, 2, 1)).parts(new int[0]).size());
    assertEquals(5f, MemoryParts.NONE.added(0, 5));
  }

  @Test
  void wrongBlendsAreErrors() {
    assertEquals(
        "weight must be at least 0, found -1.0",
        assertThrows(IllegalArgumentException.class, () -> new MemoryBlend(-1, 1, 1)).getMessage());
    assertEquals(
        "places must be at least 1, found 0",
        assertThrows(IllegalArgumentException.class, () -> new MemoryBlend(1, 0, 1)).getMessage());
    assertEquals(
        "decay must lie in (0, 1], found 0.0",
        assertThrows(IllegalArgumentException.class, () -> new MemoryBlend(1, 1, 0)).getMessage());
  }
}
