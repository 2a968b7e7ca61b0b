package org.recjpq.assignment.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final Sequences SMALL =
      Sequences.of(5, new int[] {4, 0, 4}, new int[] {}, new int[] {1});

  @Test
  void itemsStandInTheOrderGiven() {
    assertEquals(3, SMALL.count());
    assertEquals(5, SMALL.catalogueSize());
    assertEquals(4, SMALL.interactions());
    assertEquals(3, SMALL.length(0));
    assertEquals(0, SMALL.length(1));
    assertEquals(0, SMALL.item(0, 1));
    assertEquals(1, SMALL.item(2, 0));
    assertArrayEquals(new int[] {1, 1, 0, 0, 2}, SMALL.itemCounts());
  }

  @Test
  void copyTakesARun() {
    int[] target = {9, 9, 9, 9};
    SMALL.copy(0, 1, 2, target, 1);
    assertArrayEquals(new int[] {9, 0, 4, 9}, target);
  }

  @Test
  void viewsMayShareOneArray() {
    int[] items = {3, 1, 2};
    Sequences shorter = new Sequences(items, new int[] {0}, new int[] {2}, 4);
    Sequences longer = new Sequences(items, new int[] {0}, new int[] {3}, 4);
    assertEquals(2, shorter.interactions());
    assertEquals(2, longer.item(0, 2));
    assertArrayEquals(new int[] {0, 1, 0, 1}, shorter.itemCounts());
  }

  @Test
  void nothingBesideASequenceIsRead() {
    assertThrows(IndexOutOfBoundsException.class, () -> SMALL.item(0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> SMALL.item(1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> SMALL.item(0, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> SMALL.copy(0, 2, 2, new int[4], 0));
  }

  @Test
  void wrongArraysAreRefused() {
    assertEquals(
        "starts and lengths must have one entry per sequence, found 1 and 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Sequences(new int[] {0}, new int[] {0}, new int[] {1, 0}, 1))
            .getMessage());
    assertEquals(
        "items must lie in [0, 3), found 3",
        assertThrows(IllegalArgumentException.class, () -> Sequences.of(3, new int[] {0, 3}))
            .getMessage());
    assertEquals(
        "items must lie in [0, 3), found -1",
        assertThrows(IllegalArgumentException.class, () -> Sequences.of(3, new int[] {-1}))
            .getMessage());
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> new Sequences(new int[] {0}, new int[] {0}, new int[] {2}, 1));
  }

  @Test
  void knowsWhetherAnItemOccursTwiceInASequence() {
    assertFalse(Sequences.of(4, new int[] {0, 1}, new int[] {1, 0}, new int[] {}).hasRepeats());
    assertTrue(Sequences.of(4, new int[] {0, 1}, new int[] {2, 3, 2}).hasRepeats());
  }
}
