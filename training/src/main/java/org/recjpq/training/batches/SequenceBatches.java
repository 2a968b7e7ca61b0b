package org.recjpq.training.batches;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.negatives.NegativeSampler;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.negatives.Negatives;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Batches of training sequences, each with the targets that a {@link Task} chooses.
 *
 * <p>Sequences are reshuffled each epoch; within a group of {@value #STRETCH} batches those of
 * similar length then share a batch, which is padded to little more than its longest sequence, so
 * that padding costs little. Sequences too short for the task are left out. So that this changes no
 * position's share in the updates, a batch has a {@linkplain BatchWeight weight}.
 *
 * <p>Departure from the official RecJPQ code: there every batch is padded to the longest length of
 * the model. Left padding changes nothing in the model's output, so only the grouping by length
 * differs: which positions share an update, but not how much each of them weighs.
 */
public final class SequenceBatches implements BatchSource {
  /** Number of batches whose sequences are sorted by length together. */
  private static final int STRETCH = 32;

  /** Batches at the same time while sequences are read from files: most of the time is waiting. */
  private static final int MOST_AT_ONCE = 8;

  private static final int SHUFFLE_USE = 1;
  private static final int NEGATIVE_USE = 2;
  private static final int TASK_USE = 3;

  /**
   * The form of the batches.
   *
   * @param task chooses the targets of each sequence
   * @param size B, sequences per batch, at least 1
   * @param maxLength longest L, at least 1
   * @param paddedLength gives the L of a batch for the length of its longest sequence
   * @param negatives how random negative items are chosen; null for none
   * @param perEpoch maximum number of batches per epoch; 0 for as many as the sequences fill
   * @param weight how much each batch weighs
   */
  public record Settings(
      Task task,
      int size,
      int maxLength,
      IntUnaryOperator paddedLength,
      @Nullable NegativeSampling negatives,
      int perEpoch,
      BatchWeight weight) {
    public Settings {
      if (size < 1 || maxLength < 1 || perEpoch < 0) {
        throw new IllegalArgumentException(
            "size and maxLength must be at least 1, perEpoch at least 0, found %d, %d, %d"
                .formatted(size, maxLength, perEpoch));
      }
    }
  }

  private final Sequences train;
  private final Settings settings;
  private final Task task;
  private final @Nullable NegativeSampler negatives; // null for none
  private final long seed;
  private final int[] usable; // sequences that are long enough for the task
  private final int perEpoch;
  private final double meanPositions; // target positions of a full batch

  private int plannedEpoch = -1;
  private int[] plan = {}; // the planned epoch's sequences, batch after batch

  /**
   * Plans batches over {@code train}.
   *
   * @throws DataException if no sequence has two items
   */
  public SequenceBatches(Sequences train, Settings settings, long seed) {
    this.train = train;
    this.settings = settings;
    this.task = settings.task();
    NegativeSampling sampling = settings.negatives();
    this.negatives = sampling == null ? null : sampling.sampler(train);
    this.seed = seed;
    this.usable =
        IntStream.range(0, train.count())
            .filter(s -> train.length(s) >= Task.FEWEST_ITEMS)
            .toArray();
    if (usable.length == 0) {
      throw new DataException(
          "training sequences: expected at least one with two items, found none; use a larger log"
              + " or a smaller holdout.validationUsers or filters.minUserInteractions");
    }
    int full = (usable.length + settings.size() - 1) / settings.size();
    this.perEpoch = settings.perEpoch() == 0 ? full : Math.min(full, settings.perEpoch());
    this.meanPositions = settings.size() * meanTargets();
  }

  /** Mean number of target positions of a usable sequence; the same at every epoch. */
  private double meanTargets() {
    return IntStream.of(usable)
        .mapToDouble(s -> task.meanTargets(train.length(s), settings.maxLength()))
        .average()
        .orElseThrow();
  }

  @Override
  public int batchesPerEpoch() {
    return perEpoch;
  }

  @Override
  public int atOnce() {
    return train.isMapped() ? MOST_AT_ONCE : 1;
  }

  @Override
  public Batch batch(long step) {
    int[] plan = plan(epochOf(step));
    int from = (int) ((step - 1) % perEpoch) * settings.size();
    int to = Math.min(from + settings.size(), plan.length);
    List<Example> examples = examples(plan, from, to, Seeds.stream(seed, TASK_USE, step));
    return batch(examples, Seeds.stream(seed, NEGATIVE_USE, step));
  }

  private synchronized int[] plan(int epoch) {
    if (epoch != plannedEpoch) {
      plan = planEpoch(epoch);
      plannedEpoch = epoch;
    }
    return plan;
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
    long[] keys = new long[to - from]; // length, then position, so that equal lengths stay shuffled
    for (int i = from; i < to; i++) {
      int inputs = task.mostInputs(train.length(planned[i]), settings.maxLength());
      keys[i - from] = ((long) inputs << Integer.SIZE) | (i - from);
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

  private List<Example> examples(int[] plan, int from, int to, SplittableRandom random) {
    List<Example> examples = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      examples.add(task.example(train, plan[i], settings.maxLength(), random));
    }
    return examples;
  }

  private Batch batch(List<Example> examples, SplittableRandom random) {
    int length = length(examples);
    int positionCount = examples.stream().mapToInt(e -> e.positions().length).sum();
    int width = examples.stream().mapToInt(Example::positivesPerPosition).max().orElseThrow();
    int padding = train.catalogueSize();
    int[] inputs = filled(examples.size() * length, padding);
    int[] positions = new int[positionCount];
    int[] positives = filled(positionCount * width, padding);
    int end = 0; // of the row of inputs
    int position = 0;
    for (Example example : examples) {
      end += length;
      int start = end - example.inputs().length;
      System.arraycopy(example.inputs(), 0, inputs, start, example.inputs().length);
      int own = example.positivesPerPosition();
      for (int i = 0; i < example.positions().length; i++, position++) {
        positions[position] = start + example.positions()[i];
        System.arraycopy(example.positives(), i * own, positives, position * width, own);
      }
    }
    var drawn =
        negatives == null
            ? Negatives.none(positionCount)
            : negatives.draw(positionCount, positives, random);
    float weight = settings.weight().of(positionCount, meanPositions);
    return new Batch(examples.size(), inputs, positions, positives, drawn, weight);
  }

  /** L. */
  private int length(List<Example> examples) {
    int longest = examples.stream().mapToInt(e -> e.inputs().length).max().orElseThrow();
    return settings.paddedLength().applyAsInt(longest);
  }

  private static int[] filled(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }
}
