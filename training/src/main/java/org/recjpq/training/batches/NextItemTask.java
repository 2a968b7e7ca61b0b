package org.recjpq.training.batches;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Sequences;

/**
 * The next item at every position: of the newest L + 1 items all but the last are inputs, all but
 * the first are positives.
 *
 * <p>Source: the shifted-sequence task of SASRec (Kang and McAuley, ICDM 2018).
 */
@AutoService(Task.class)
public record NextItemTask() implements Task {
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
    int[] newest = new int[count + 1];
    train.copy(sequence, train.length(sequence) - newest.length, newest.length, newest, 0);
    return new Example(
        Arrays.copyOf(newest, count),
        IntStream.range(0, count).toArray(),
        Arrays.copyOfRange(newest, 1, newest.length));
  }
}
