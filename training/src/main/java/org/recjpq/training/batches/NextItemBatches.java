package org.recjpq.training.batches;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Batches that ask for the next item at every position of a sequence.
 *
 * <p>Of each sequence the newest {@code maxLength + 1} items take part: all but the last are
 * inputs, all but the first are positives. Sequences are shuffled anew each epoch; inside a stretch
 * of {@value #STRETCH} batches those of similar length then share a batch, which is padded only to
 * its own longest, so that padding costs little. A sequence of fewer than two items has nothing to
 * predict and is left out.
 *
 * <p>Source: the shifted-sequence task of the official RecJPQ code. Departure: there every batch is
 * padded to {@code maxLength}; the model's output does not depend on left padding, so only the
 * grouping by length differs.
 */
public final class NextItemBatches implements BatchSource {
  /** Batches whose sequences are grouped by length together. */
  private static final int STRETCH = 32;

  /** Lengths are rounded up to a multiple of this, so that few different shapes occur. */
  private static final int LENGTH_STEP = 8;

  private static final int SHUFFLE_USE = 1;
  private static final int NEGATIVE_USE = 2;

  /**
   * Sizes of the batches.
   *
   * @param size B, sequences a batch, at least 1
   * @param maxLength longest L, at least 1
   * @param negatives k, at least 0
   * @param perEpoch the most batches an epoch may have; 0 for as many as the sequences fill
   */
  public record Settings(int size, int maxLength, int negatives, int perEpoch) {
    public Settings {
      if (size < 1 || maxLength < 1 || negatives < 0 || perEpoch < 0) {
        throw new IllegalArgumentException(
            "size and maxLength must be at least 1, negatives and perEpoch at least 0, found %d, %d, %d, %d"
                .formatted(size, maxLength, negatives, perEpoch));
      }
    }
  }

  private final Sequences train;
  private final Settings settings;
  private final long seed;
  private final int[] usable; // sequences with at least one item to predict
  private final int perEpoch;

  private int plannedEpoch = -1;
  private int[] plan = {}; // the planned epoch's sequences, batch after batch

  /**
   * Plans batches over {@code train}.
   *
   * @throws DataException if no sequence has two items
   */
  public NextItemBatches(Sequences train, Settings settings, long seed) {
    this.train = train;
    this.settings = settings;
    this.seed = seed;
    this.usable = IntStream.range(0, train.count()).filter(s -> train.length(s) >= 2).toArray();
    if (usable.length == 0) {
      throw new DataException(
          "training sequences: expected at least one with two items, found none; use a larger log or"
              + " a smaller --min-user-interactions");
    }
    int full = (usable.length + settings.size() - 1) / settings.size();
    this.perEpoch = settings.perEpoch() == 0 ? full : Math.min(full, settings.perEpoch());
  }

  @Override
  public int batchesPerEpoch() {
    return perEpoch;
  }

  @Override
  public synchronized Batch batch(long step) {
    int epoch = epochOf(step);
    if (epoch != plannedEpoch) {
      plan = planEpoch(epoch);
      plannedEpoch = epoch;
    }
    int from = (int) ((step - 1) % perEpoch) * settings.size();
    int to = Math.min(from + settings.size(), plan.length);
    return fill(Arrays.copyOfRange(plan, from, to), Seeds.stream(seed, NEGATIVE_USE, step));
  }

  private int[] planEpoch(int epoch) {
    SplittableRandom random = Seeds.stream(seed, SHUFFLE_USE, epoch);
    int[] order = usable.clone();
    shuffle(order, order.length, random);
    int size = settings.size();
    int taken = (int) Math.min(order.length, (long) perEpoch * size);
    int[] planned = Arrays.copyOf(order, taken);
    for (int from = 0; from < taken; from += STRETCH * size) {
      sortByLength(planned, from, Math.min(from + STRETCH * size, taken));
    }
    return shuffledBatches(planned, random);
  }

  private void sortByLength(int[] planned, int from, int to) {
    long[] keys = new long[to - from]; // length, then place, so that equal lengths stay shuffled
    for (int i = from; i < to; i++) {
      keys[i - from] = ((long) inputLength(planned[i]) << 32) | (i - from);
    }
    Arrays.sort(keys);
    int[] before = Arrays.copyOfRange(planned, from, to);
    for (int i = from; i < to; i++) {
      planned[i] = before[(int) keys[i - from]];
    }
  }

  /** Reorders whole batches; an incomplete one stays last. */
  private int[] shuffledBatches(int[] planned, SplittableRandom random) {
    int size = settings.size();
    int[] order = IntStream.range(0, planned.length / size).toArray();
    shuffle(order, order.length, random);
    int[] shuffled = planned.clone();
    for (int b = 0; b < order.length; b++) {
      System.arraycopy(planned, order[b] * size, shuffled, b * size, size);
    }
    return shuffled;
  }

  private static void shuffle(int[] values, int count, SplittableRandom random) {
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  private int inputLength(int sequence) {
    return Math.min(train.length(sequence) - 1, settings.maxLength());
  }

  private Batch fill(int[] sequences, SplittableRandom random) {
    int longest = 1;
    for (int sequence : sequences) {
      longest = Math.max(longest, inputLength(sequence));
    }
    int rounded = (longest + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
    int length = Math.min(rounded, settings.maxLength());
    int padding = train.catalogueSize();
    int[] inputs = new int[sequences.length * length];
    int[] positives = new int[sequences.length * length];
    Arrays.fill(inputs, padding);
    Arrays.fill(positives, padding);
    for (int row = 0; row < sequences.length; row++) {
      int sequence = sequences[row];
      int count = inputLength(sequence);
      int first = train.length(sequence) - 1 - count;
      int target = (row + 1) * length - count;
      train.copy(sequence, first, count, inputs, target);
      train.copy(sequence, first + 1, count, positives, target);
    }
    int[] negatives = new int[sequences.length * length * settings.negatives()];
    for (int i = 0; i < negatives.length; i++) {
      negatives[i] = random.nextInt(padding);
    }
    return new Batch(sequences.length, length, settings.negatives(), inputs, positives, negatives);
  }
}
