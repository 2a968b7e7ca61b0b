package org.recjpq.training.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.sequences.Sequences;

class TaskTest {
  private static final int ITEMS = 400;
  private static final int MASK = ITEMS + 1;

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void theNextItemIsAskedForAtEveryPosition() {
    Sequences train = Sequences.of(ITEMS, new int[] {4, 5, 6});
    Example example = new NextItemTask().example(train, 0, 3, random);
    assertArrayEquals(new int[] {4, 5}, example.inputs());
    assertArrayEquals(new int[] {0, 1}, example.positions());
    assertArrayEquals(new int[] {5, 6}, example.positives());
  }

  @Test
  void onlyTheNewestItemsOfALongSequenceTakePart() {
    Sequences train = Sequences.of(ITEMS, new int[] {0, 1, 2, 3, 4, 5});
    Example example = new NextItemTask().example(train, 0, 2, random);
    assertArrayEquals(new int[] {3, 4}, example.inputs());
    assertArrayEquals(new int[] {4, 5}, example.positives());
  }

  /** Six items have four windows of three; each comes about as often. */
  @Test
  void aRandomWindowOfALongSequenceIsDrawnForEachExample() {
    Sequences train = Sequences.of(ITEMS, new int[] {0, 1, 2, 3, 4, 5});
    var task = new NextItemTask(NextItemTask.Window.RANDOM);
    int[] starts = new int[4];
    for (int i = 0; i < 4_000; i++) {
      Example example = task.example(train, 0, 2, random);
      int first = example.inputs()[0];
      assertArrayEquals(new int[] {first, first + 1}, example.inputs());
      assertArrayEquals(new int[] {0, 1}, example.positions());
      assertArrayEquals(new int[] {first + 1, first + 2}, example.positives());
      starts[first]++;
    }
    for (int count : starts) {
      assertEquals(1_000, count, 120); // four standard deviations
    }
  }

  @Test
  void aShortSequenceHasOneWindow() {
    Sequences train = Sequences.of(ITEMS, new int[] {4, 5, 6});
    var random = new NextItemTask(NextItemTask.Window.RANDOM);
    for (int length = 2; length < 5; length++) {
      Example example = random.example(train, 0, length, this.random);
      assertArrayEquals(new int[] {4, 5}, example.inputs());
      assertArrayEquals(new int[] {5, 6}, example.positives());
    }
  }

  /** A fifth of the whole sequence, rounded, from 1 to 20, and no more than there are inputs. */
  @ParameterizedTest
  @CsvSource({"2, 50, 1", "7, 50, 1", "8, 50, 2", "40, 50, 8", "300, 50, 20", "300, 10, 10"})
  void aFifthIsMasked(int items, int maxLength, int masked) {
    int[] sequence = IntStream.range(0, items).toArray();
    Sequences train = Sequences.of(ITEMS, sequence);
    Example example = new MaskedItemsTask().example(train, 0, maxLength, random);
    int[] newest = Arrays.copyOfRange(sequence, Math.max(0, items - maxLength), items);
    assertEquals(masked, example.positions().length);
    assertEquals(newest.length, example.inputs().length);
    int[] restored = example.inputs().clone();
    for (int i = 0; i < masked; i++) {
      assertEquals(MASK, restored[example.positions()[i]]);
      restored[example.positions()[i]] = example.positives()[i];
    }
    assertArrayEquals(newest, restored);
  }

  @Test
  void everyPlaceIsMaskedEquallyOften() {
    Sequences train = Sequences.of(ITEMS, IntStream.range(0, 10).toArray());
    int[] counts = new int[10];
    for (int i = 0; i < 10_000; i++) {
      for (int position : new MaskedItemsTask().example(train, 0, 50, random).positions()) {
        counts[position]++;
      }
    }
    for (int count : counts) { // 20,000 masks: 2,000 each, standard deviation 40
      assertEquals(2000, count, 200);
    }
  }

  @Test
  void aSuffixOfAnyLengthIsAskedForAtTheLastInput() {
    int[] sequence = {7, 8, 9, 8, 5};
    Sequences train = Sequences.of(ITEMS, sequence);
    int[][] positives = {{8, 9, 5}, {9, 8, 5}, {8, 5}, {5}}; // by length of the prefix, less 1
    int[] counts = new int[4];
    for (int i = 0; i < 4000; i++) {
      Example example = new SuffixTask().example(train, 0, 2, random);
      int last = example.inputs()[example.inputs().length - 1];
      int prefix = example.positives().length == 2 ? 3 : example.positives()[0] == 5 ? 4 : -1;
      if (prefix < 0) {
        prefix = last == 7 ? 1 : 2;
      }
      counts[prefix - 1]++;
      int from = Math.max(0, prefix - 2);
      assertArrayEquals(Arrays.copyOfRange(sequence, from, prefix), example.inputs());
      assertArrayEquals(positives[prefix - 1], example.positives());
      assertArrayEquals(new int[] {example.inputs().length - 1}, example.positions());
    }
    for (int count : counts) { // standard deviation 27
      assertTrue(Math.abs(count - 1000) < 150, Arrays.toString(counts));
    }
  }
}
