package org.recjpq.training.batches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.sequences.Sequences;

class BatchWeightTest {
  private static final int ITEMS = 20;

  /** Sequences of 2, 3, 5 and 10 items: 1, 2, 4 and 9 positions, 4 a sequence and 8 a batch. */
  private static final Sequences FOUR = sequences(2, 3, 5, 10);

  private static Sequences sequences(int... lengths) {
    var random = new SplittableRandom(1);
    return Sequences.of(
        ITEMS,
        Arrays.stream(lengths)
            .mapToObj(length -> random.ints(length, 0, ITEMS).toArray())
            .toArray(int[][]::new));
  }

  private static SequenceBatches batches(
      Sequences train, Task task, int size, int perEpoch, BatchWeight weight) {
    return new SequenceBatches(
        train,
        new SequenceBatches.Settings(task, size, 50, longest -> longest, null, perEpoch, weight),
        3);
  }

  @Test
  void aBatchWeighsByItsPositionsInTermsOfTheMean() {
    var batches = batches(FOUR, new NextItemTask(), 2, 0, BatchWeight.POSITIONS);
    Set<String> seen = new HashSet<>();
    for (int step = 1; step <= 4; step++) { // two epochs
      Batch batch = batches.batch(step);
      seen.add(batch.positions().length + " positions, weight " + batch.weight());
    }
    assertEquals(Set.of("3 positions, weight 0.375", "13 positions, weight 1.625"), seen);
  }

  @Test
  void batchesOfEqualWeightHaveOne() {
    var batches = batches(FOUR, new NextItemTask(), 2, 0, BatchWeight.EQUAL);
    assertEquals(1, batches.batch(1).weight());
    assertEquals(1, batches.batch(2).weight());
  }

  /** The mean loss of a batch gives each position weight / positions: here 1/8, in any batch. */
  @ParameterizedTest
  @EnumSource(BatchWeight.class)
  void onlyWeighedByPositionsDoAllPositionsCountAlike(BatchWeight weight) {
    int[] lengths = IntStream.range(0, 203).map(i -> 2 + i % 41).toArray();
    var batches = batches(sequences(lengths), new NextItemTask(), 8, 0, weight);
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int step = 1; step <= batches.batchesPerEpoch(); step++) {
      Batch batch = batches.batch(step); // the last has 3 sequences
      double share = batch.weight() / batch.positions().length;
      least = Math.min(least, share);
      most = Math.max(most, share);
    }
    if (weight == BatchWeight.POSITIONS) {
      double mean = Arrays.stream(lengths).map(length -> length - 1).average().orElseThrow();
      assertEquals(1 / (8 * mean), least, 1e-8);
      assertEquals(least, most, 1e-8);
    } else {
      assertTrue(most > 5 * least, "from " + least + " to " + most);
    }
  }

  /**
   * The sum of the weighted gradients of an epoch is that of batches in any order: a gradient is
   * linear in the losses, so a loss that is a number of its own for each position shows it.
   */
  @Test
  void anEpochOfGroupedBatchesHasTheGradientOfAllPositionsTogether() {
    double[] ofItem = new SplittableRandom(5).doubles(ITEMS).toArray();
    int[] lengths = IntStream.range(0, 160).map(i -> i % 8 == 0 ? 40 : 3).toArray();
    Sequences train = sequences(lengths);
    double sum = 0;
    int positions = 0;
    for (int s = 0; s < train.count(); s++) {
      for (int i = 1; i < train.length(s); i++) {
        sum += ofItem[train.item(s, i)];
        positions++;
      }
    }
    var grouped = batches(train, new NextItemTask(), 16, 0, BatchWeight.POSITIONS);
    double weighted = 0;
    for (int step = 1; step <= grouped.batchesPerEpoch(); step++) {
      Batch batch = grouped.batch(step);
      double mean =
          Arrays.stream(batch.positives()).mapToDouble(i -> ofItem[i]).average().orElse(0);
      weighted += batch.weight() * mean;
    }
    assertEquals(sum / positions, weighted / grouped.batchesPerEpoch(), 1e-6);
  }

  @Test
  void theWeightOfAPositionIsThatOfAllEpochsWhenEachTakesSomeBatches() {
    var batches = batches(FOUR, new NextItemTask(), 1, 1, BatchWeight.POSITIONS);
    Set<Integer> positions = new HashSet<>();
    for (int step = 1; step <= 30; step++) {
      Batch batch = batches.batch(step);
      positions.add(batch.positions().length);
      assertEquals(batch.positions().length / 4f, batch.weight());
    }
    assertEquals(Set.of(1, 2, 4, 9), positions);
  }

  @Test
  void maskedItemsCountWhereTheyAreMasked() {
    // a fifth of 2, 10, 30 and 200 items, of which 50 are seen: 1, 2, 6 and 20, 7.25 a sequence
    var batches =
        batches(sequences(2, 10, 30, 200), new MaskedItemsTask(), 1, 0, BatchWeight.POSITIONS);
    Set<String> seen = new HashSet<>();
    for (int step = 1; step <= 4; step++) {
      Batch batch = batches.batch(step);
      seen.add(batch.positions().length + ": " + batch.weight());
    }
    assertEquals(
        Set.of("1: " + 1 / 7.25f, "2: " + 2 / 7.25f, "6: " + 6 / 7.25f, "20: " + 20 / 7.25f), seen);
  }

  /** With one position a sequence every full batch weighs 1, so each sequence counts alike. */
  @Test
  void sequencesCountAlikeWhereEachHasOnePosition() {
    var batches = batches(sequences(2, 3, 5, 10, 4), new SuffixTask(), 2, 0, BatchWeight.POSITIONS);
    assertEquals(1, batches.batch(1).weight());
    assertEquals(1, batches.batch(2).weight());
    assertEquals(0.5f, batches.batch(3).weight(), "half as many sequences");
  }
}
