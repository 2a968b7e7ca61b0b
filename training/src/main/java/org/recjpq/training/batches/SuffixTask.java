package org.recjpq.training.batches;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Everything that follows a random point is predicted at once: the newest L items before the point
 * are inputs, and every distinct item after it is a positive of the last input.
 *
 * <p>Source: the task of GRU4Rec in the official RecJPQ code, where the length of the suffix is
 * uniform in [1, n - 1] for a sequence of n items.
 */
@AutoService(Task.class)
public record SuffixTask() implements Task {
  @Override
  public String name() {
    return "suffix";
  }

  @Override
  public int mostInputs(int items, int maxLength) {
    return Math.min(items - 1, maxLength);
  }

  @Override
  public int mostTargets(int maxLength) {
    return 1;
  }

  @Override
  public boolean hasSeveralPositives() {
    return true;
  }

  @Override
  public Example example(Sequences train, int sequence, int maxLength, SplittableRandom random) {
    int items = train.length(sequence);
    int suffix = random.nextInt(1, items);
    int prefix = items - suffix;
    int[] inputs = new int[Math.min(prefix, maxLength)];
    train.copy(sequence, prefix - inputs.length, inputs.length, inputs, 0);
    int[] after = new int[suffix];
    train.copy(sequence, prefix, suffix, after, 0);
    int[] positives = Arrays.stream(after).distinct().toArray();
    return new Example(inputs, new int[] {inputs.length - 1}, positives);
  }
}
