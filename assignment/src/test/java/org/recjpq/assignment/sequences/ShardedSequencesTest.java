package org.recjpq.assignment.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardedSequencesTest {
  private static final int SHIFT = 3;

  /** Shards of 8 numbers each, the last one shorter. */
  private static IntArray sharded(int[] values) {
    List<IntBuffer> shards = new ArrayList<>();
    for (int from = 0; from < values.length; from += 1 << SHIFT) {
      int to = Math.min(values.length, from + (1 << SHIFT));
      shards.add(IntBuffer.wrap(Arrays.copyOfRange(values, from, to)));
    }
    return IntArray.of(shards, SHIFT);
  }

  @Test
  void everyPieceIsThatOfTheArray() {
    int[] values = IntStream.range(0, 29).map(i -> i * i).toArray();
    IntArray sharded = sharded(values);
    assertEquals(values.length, sharded.size());
    for (int from = 0; from < values.length; from++) {
      assertEquals(values[from], sharded.get(from));
      for (int to = from; to <= values.length; to++) {
        int[] piece = new int[to - from + 1];
        sharded.copy(from, to - from, piece, 1);
        assertArrayEquals(
            Arrays.copyOfRange(values, from, to), Arrays.copyOfRange(piece, 1, piece.length));
      }
    }
    assertThrows(IndexOutOfBoundsException.class, () -> sharded.copy(20, 10, new int[10], 0));
  }

  @Test
  void onlyTheLastShardMayBeShorter() {
    List<LongBuffer> shards = List.of(LongBuffer.allocate(7), LongBuffer.allocate(8));
    String message =
        assertThrows(IllegalArgumentException.class, () -> LongArray.of(shards, SHIFT))
            .getMessage();
    assertEquals("shard 0 must have 8 numbers, found 7", message);
  }

  /** The same shard again and again makes 2^32 numbers without their memory. */
  @Test
  void sequencesMayBeginBeyondWhatAnIntCanSay() {
    int size = 1 << 16;
    IntBuffer shard = IntBuffer.wrap(IntStream.range(0, size).toArray());
    IntArray items = IntArray.of(Collections.nCopies(1 << 16, shard), 16);
    assertEquals(1L << 32, items.size());
    LongArray starts = LongArray.of(new long[] {(1L << 31) + 5, (1L << 32) - 3});
    Sequences sequences =
        Sequences.ofKnown(items, size, null, null).view(starts, IntArray.of(new int[] {4, 3}));
    int[] copied = new int[4];
    sequences.copy(0, 0, 4, copied, 0);
    assertArrayEquals(new int[] {5, 6, 7, 8}, copied);
    assertEquals(size - 1, sequences.item(1, 2));
    assertEquals(7, sequences.select(new int[] {1, 0}).interactions());
    assertEquals(6, sequences.select(new int[] {1, 0}).item(1, 1));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> sequences.view(LongArray.of(new long[] {1L << 32}), IntArray.of(new int[] {1})));
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> sequences.renumbered(new int[size], size))
                .getMessage());
    assertTrue(message.startsWith("expected items that fit into an array"), message);
  }

  @Test
  void shardsAndArraysHaveOneFingerprint() {
    int[] items = IntStream.range(0, 9000).map(i -> i % 7).toArray();
    int[] starts = {0, 5000};
    int[] lengths = {5000, 4000};
    Fingerprint flat = new Fingerprint();
    flat.add(new Sequences(items, starts, lengths, 7));
    Fingerprint sharded = new Fingerprint();
    sharded.add(
        Sequences.ofKnown(sharded(items), 7, null, null)
            .view(LongArray.of(new long[] {0, 5000}), IntArray.of(lengths)));
    assertEquals(flat.hex(), sharded.hex());
  }
}
