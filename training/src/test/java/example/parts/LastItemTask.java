package example.parts;

import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.batches.Example;
import org.recjpq.training.batches.Task;

/**
 * A task: predicts the last item of a prefix of the sequence from those before it.
 *
 * @param whole whether the prefix is always the whole sequence; else its length is drawn
 */
public record LastItemTask(boolean whole) implements Task {
  @Override
  public int mostInputs(int items, int maxLength) {
    return Math.min(items - 1, maxLength);
  }

  @Override
  public int mostTargets(int maxLength) {
    return 1;
  }

  @Override
  public Example example(Sequences train, int sequence, int maxLength, SplittableRandom random) {
    int length = train.length(sequence);
    int last = whole ? length - 1 : random.nextInt(1, length);
    int[] inputs = new int[Math.min(last, maxLength)];
    train.copy(sequence, last - inputs.length, inputs.length, inputs, 0);
    return new Example(
        inputs, new int[] {inputs.length - 1}, new int[] {train.item(sequence, last)});
  }
}
