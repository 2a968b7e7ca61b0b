package org.recjpq.training.batches;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Sequences;

/**
 * The next item at every position: of a window of L + 1 items all but the last are inputs, all but
 * the first are positives.
 *
 * <p>Source: the shifted-sequence task of SASRec (Kang and McAuley, ICDM 2018), whose window is the
 * newest. It leaves the older items of long sequences unused; {@link Window#RANDOM} is our
 * departure.
 *
 * @param window which items of a sequence longer than L + 1 an example has
 */
@AutoService(Task.class)
public record NextItemTask(Window window) implements Task {
  /** Which items of a long sequence an example has. */
  public enum Window {
    /** The newest L + 1. */
    NEWEST,
    /** Any L + 1 in a row, drawn anew for each example with equal chances. */
    RANDOM
  }

  /** The newest items. */
  public NextItemTask() {
    this(Window.NEWEST);
  }

  @Override
  public String name() {
    return "next-item";
  }

  @Override
  public int mostInputs(int items, int maxLength) {
    return Math.min(items - 1, maxLength);
  }

  @Override
  public int mostTargets(int maxLength) {
    return maxLength;
  }

  @Override
  public Example example(Sequences train, int sequence, int maxLength, SplittableRandom random) {
    int count = mostInputs(train.length(sequence), maxLength);
    int newestStart = train.length(sequence) - count - 1;
    int start =
        switch (window) {
          case NEWEST -> newestStart;
          case RANDOM -> random.nextInt(newestStart + 1);
        };
    int[] items = new int[count + 1];
    train.copy(sequence, start, items.length, items, 0);
    return new Example(
        Arrays.copyOf(items, count),
        IntStream.range(0, count).toArray(),
        Arrays.copyOfRange(items, 1, items.length));
  }
}
