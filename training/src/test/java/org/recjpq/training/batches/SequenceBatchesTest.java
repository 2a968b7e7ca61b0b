package org.recjpq.training.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.negatives.Negatives;
import org.recjpq.assignment.negatives.PopularNegatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.sequences.IntArray;
import org.recjpq.assignment.sequences.Sequences;

class SequenceBatchesTest {
  private static final int ITEMS = 500;

  @Test
  void examplesStandBehindLeftPadding() {
    Sequences train = Sequences.of(9, new int[] {4, 5, 6}, new int[] {7, 8});
    Batch batch = new SequenceBatches(train, nextItem(2, 3, 0, 0), 1).batch(1);
    assertEquals(2, batch.size());
    assertEquals(3, batch.length());
    int shorter = batch.inputs()[1] == 9 ? 0 : 1; // rows may come in either order
    if (shorter == 0) {
      assertArrayEquals(new int[] {9, 9, 7, 9, 4, 5}, batch.inputs());
      assertArrayEquals(new int[] {2, 4, 5}, batch.positions());
      assertArrayEquals(new int[] {8, 5, 6}, batch.positives());
    } else {
      assertArrayEquals(new int[] {9, 4, 5, 9, 9, 7}, batch.inputs());
      assertArrayEquals(new int[] {1, 2, 5}, batch.positions());
      assertArrayEquals(new int[] {5, 6, 8}, batch.positives());
    }
  }

  @Test
  void positionsWithFewerPositivesAreFilledUpWithPadding() {
    Sequences train = Sequences.of(9, new int[] {1, 2}, new int[] {3, 4, 5, 6, 7, 8, 0});
    var settings =
        new SequenceBatches.Settings(
            new SuffixTask(),
            2,
            8,
            longest -> padded(longest, 8),
            new UniformNegatives(1),
            0,
            BatchWeight.POSITIONS);
    var batches = new SequenceBatches(train, settings, 1);
    int widest = 0;
    for (int step = 1; step <= 20; step++) {
      Batch batch = batches.batch(step);
      assertArrayEquals(new int[] {7, 15}, batch.positions());
      int width = batch.positives().length / 2;
      widest = Math.max(widest, width);
      int short0 = batch.inputs()[7] == 1 ? 0 : width;
      assertEquals(2, batch.positives()[short0]);
      for (int i = 1; i < width; i++) {
        assertEquals(9, batch.positives()[short0 + i]);
      }
      assertEquals(2, batch.negatives().items().length);
    }
    assertTrue(widest > 3, "suffixes had at most " + widest + " items");
  }

  @Test
  void aFixedLengthIsKept() {
    Sequences train = Sequences.of(9, new int[] {4, 5, 6});
    var settings =
        new SequenceBatches.Settings(
            new NextItemTask(), 1, 5, longest -> 5, null, 0, BatchWeight.POSITIONS);
    Batch batch = new SequenceBatches(train, settings, 1).batch(1);
    assertArrayEquals(new int[] {9, 9, 9, 4, 5}, batch.inputs());
    assertArrayEquals(new int[] {3, 4}, batch.positions());
  }

  @Test
  void everyUsableSequenceComesOnceAnEpoch() {
    Sequences train = randomSequences(205);
    var batches = new SequenceBatches(train, nextItem(10, 50, 0, 0), 7);
    for (int epoch = 0; epoch < 2; epoch++) {
      TreeSet<Integer> lastItems = new TreeSet<>();
      int rows = 0;
      for (int i = 1; i <= batches.batchesPerEpoch(); i++) {
        Batch batch = batches.batch((long) epoch * batches.batchesPerEpoch() + i);
        for (int row = 0; row < batch.size(); row++) {
          lastItems.add(lastPositive(batch, row));
        }
        rows += batch.size();
      }
      assertEquals(205, rows);
      assertEquals(205, lastItems.size(), "each sequence ends with an item of its own");
    }
  }

  @Test
  void sequencesOfSimilarLengthShareABatch() {
    Sequences train = randomSequences(320);
    var batches = new SequenceBatches(train, nextItem(10, 50, 0, 0), 7);
    long cells = 0;
    for (int step = 1; step <= batches.batchesPerEpoch(); step++) {
      Batch batch = batches.batch(step);
      cells += (long) batch.size() * batch.length();
    }
    long needed = train.interactions() - train.count();
    assertTrue(cells < 1.35 * needed, cells + " cells for " + needed + " inputs");
  }

  @Test
  void aStepGivesTheSameBatchWhateverWasAskedBefore() {
    Sequences train = randomSequences(100);
    var settings = nextItem(8, 50, 3, 0);
    var forwards = new SequenceBatches(train, settings, 7);
    for (int step = 1; step < 30; step++) {
      forwards.batch(step);
    }
    Batch expected = forwards.batch(30);
    Batch alone = new SequenceBatches(train, settings, 7).batch(30);
    assertArrayEquals(expected.inputs(), alone.inputs());
    assertArrayEquals(expected.negatives().items(), alone.negatives().items());
    Batch otherSeed = new SequenceBatches(train, settings, 8).batch(30);
    assertFalse(Arrays.equals(expected.negatives().items(), otherSeed.negatives().items()));
  }

  @Test
  void negativesAreUniformOverTheCatalogue() {
    Sequences train = Sequences.of(4, new int[] {0, 1, 2, 3, 0, 1, 2, 3});
    var batches = new SequenceBatches(train, nextItem(1, 7, 100, 0), 3);
    int[] counts = new int[4];
    for (int step = 1; step <= 20; step++) {
      for (int negative : batches.batch(step).negatives().items()) {
        counts[negative]++;
      }
    }
    for (int count : counts) { // 14,000 draws: 3,500 each, standard deviation 51
      assertEquals(3500, count, 250);
    }
  }

  @Test
  void sharedNegativesAreDrawnByPopularity() {
    // 5, 1, 0 and 3 interactions: shares 6, 2, 1 and 4 of 13
    Sequences train = Sequences.of(4, new int[] {0, 3, 0, 0, 1, 0, 3}, new int[] {3, 0});
    var settings =
        new SequenceBatches.Settings(
            new NextItemTask(),
            2,
            7,
            longest -> padded(longest, 7),
            new PopularNegatives(1000),
            0,
            BatchWeight.POSITIONS);
    var batches = new SequenceBatches(train, settings, 3);
    double[] shares = {6 / 13.0, 2 / 13.0, 1 / 13.0, 4 / 13.0};
    int[] counts = new int[4];
    for (int step = 1; step <= 13; step++) {
      Batch batch = batches.batch(step);
      Negatives negatives = batch.negatives();
      assertEquals(1, negatives.rows());
      assertEquals(1000, negatives.items().length);
      for (int i = 0; i < 1000; i++) {
        int item = negatives.items()[i];
        counts[item]++;
        assertEquals(Math.log(1000 * shares[item]), negatives.logCounts()[i], 1e-6);
      }
      assertEquals(batch.positives().length, negatives.positiveLogCounts().length);
      for (int i = 0; i < batch.positives().length; i++) {
        double expected = Math.log(1000 * shares[batch.positives()[i]]);
        assertEquals(expected, negatives.positiveLogCounts()[i], 1e-6);
      }
    }
    for (int item = 0; item < 4; item++) { // standard deviations are at most 57
      assertEquals(13000 * shares[item], counts[item], 250);
    }
  }

  @Test
  void sharedNegativesDependOnSeedAndStepAlone() {
    var settings =
        new SequenceBatches.Settings(
            new NextItemTask(),
            8,
            50,
            longest -> padded(longest, 50),
            new PopularNegatives(20),
            0,
            BatchWeight.POSITIONS);
    Sequences train = randomSequences(100);
    var batches = new SequenceBatches(train, settings, 7);
    int[] first = batches.batch(1).negatives().items();
    assertFalse(Arrays.equals(first, batches.batch(2).negatives().items()));
    assertArrayEquals(first, new SequenceBatches(train, settings, 7).batch(1).negatives().items());
    var otherSeed = new SequenceBatches(train, settings, 8).batch(1).negatives().items();
    assertFalse(Arrays.equals(first, otherSeed));
  }

  @Test
  void paddingAmongThePositivesHasNoLogCount() {
    Sequences train = Sequences.of(9, new int[] {1, 2}, new int[] {3, 4, 5, 6, 7, 8, 0});
    var settings =
        new SequenceBatches.Settings(
            new SuffixTask(),
            2,
            8,
            longest -> padded(longest, 8),
            new PopularNegatives(18),
            0,
            BatchWeight.POSITIONS);
    int paddings = 0;
    for (int step = 1; step <= 20; step++) {
      Batch batch = new SequenceBatches(train, settings, 1).batch(step);
      for (int i = 0; i < batch.positives().length; i++) {
        boolean padding = batch.positives()[i] == 9;
        paddings += padding ? 1 : 0;
        // every item occurs once: 18 draws, each with 2 chances in 18
        assertEquals(padding ? 0 : Math.log(2), batch.negatives().positiveLogCounts()[i], 1e-6);
      }
    }
    assertTrue(paddings > 20, paddings + " paddings");
  }

  @Test
  void anEpochMayBeCapped() {
    var batches = new SequenceBatches(randomSequences(100), nextItem(8, 50, 0, 5), 7);
    assertEquals(5, batches.batchesPerEpoch());
    assertEquals(0, batches.epochOf(5));
    assertEquals(1, batches.epochOf(6));
  }

  @Test
  void nothingToPredictIsSaid() {
    Sequences train = Sequences.of(3, new int[] {1}, new int[] {});
    var settings = nextItem(8, 50, 0, 0);
    DataException failure =
        assertThrows(DataException.class, () -> new SequenceBatches(train, settings, 1));
    assertEquals(
        "training sequences: expected at least one with two items, found none; use a larger log or"
            + " a smaller holdout.validationUsers or filters.minUserInteractions",
        failure.getMessage());
  }

  @Test
  void prefetchingKeepsTheOrder() throws InterruptedException {
    var source = new SequenceBatches(randomSequences(100), nextItem(8, 50, 2, 0), 7);
    try (var prefetcher = new Prefetcher(source, 4)) {
      for (int step = 4; step < 30; step++) {
        assertArrayEquals(source.batch(step).inputs(), prefetcher.next().inputs());
      }
    }
  }

  /** Over several epochs of 13 batches. */
  @Test
  void batchesOfMappedSequencesAreMadeAtTheSameTimeAndAreTheSame() throws InterruptedException {
    Sequences flat = randomSequences(100);
    var expected = new SequenceBatches(flat, nextItem(8, 50, 2, 0), 7);
    var mapped = new SequenceBatches(mapped(flat), nextItem(8, 50, 2, 0), 7);
    assertEquals(1, expected.atOnce());
    assertEquals(8, mapped.atOnce());
    try (var prefetcher = new Prefetcher(mapped, 1)) {
      for (int step = 1; step < 45; step++) {
        Batch batch = prefetcher.next();
        assertArrayEquals(expected.batch(step).inputs(), batch.inputs());
        assertArrayEquals(expected.batch(step).positives(), batch.positives());
        assertArrayEquals(expected.batch(step).negatives().items(), batch.negatives().items());
      }
    }
  }

  /** The same sequences as if they were in a file. */
  private static Sequences mapped(Sequences flat) {
    int[] items = new int[(int) flat.items().size()];
    flat.items().copy(0, items.length, items, 0);
    int[] starts = IntStream.range(0, flat.count()).map(s -> (int) flat.start(s)).toArray();
    int[] lengths = IntStream.range(0, flat.count()).map(flat::length).toArray();
    IntArray shard = IntArray.of(List.of(IntBuffer.wrap(items)), 20);
    return Sequences.ofKnown(shard, ITEMS, null, null).view(starts, lengths);
  }

  private static SequenceBatches.Settings nextItem(
      int size, int maxLength, int negatives, int perEpoch) {
    return new SequenceBatches.Settings(
        new NextItemTask(),
        size,
        maxLength,
        longest -> padded(longest, maxLength),
        negatives == 0 ? null : new UniformNegatives(negatives),
        perEpoch,
        BatchWeight.POSITIONS);
  }

  private static int padded(int longest, int most) {
    return Math.min((longest + 7) / 8 * 8, most);
  }

  private static int lastPositive(Batch batch, int row) {
    int place = Arrays.binarySearch(batch.positions(), (row + 1) * batch.length() - 1);
    return batch.positives()[place];
  }

  /** Sequences of 2 to 40 items; sequence s ends with item s. */
  private static Sequences randomSequences(int count) {
    SplittableRandom random = new SplittableRandom(5);
    int[][] sequences =
        IntStream.range(0, count)
            .mapToObj(
                s -> {
                  int[] items = random.ints(random.nextInt(2, 41), 0, ITEMS).toArray();
                  items[items.length - 1] = s;
                  return items;
                })
            .toArray(int[][]::new);
    return Sequences.of(ITEMS, sequences);
  }
}
