package org.recjpq.training.batches;

import com.google.auto.service.AutoService;
import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.RandomSubset;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Items hidden behind the mask, to be predicted from their context on both sides: a fifth of the
 * sequence's items, at least {@value #FEWEST_MASKED} and at most {@value #MOST_MASKED}, among its
 * newest L.
 *
 * <p>Source: BERT4Rec (Sun et al., CIKM 2019) with the shares of the official RecJPQ code.
 */
@AutoService(Task.class)
public record MaskedItemsTask() implements Task {
  private static final double MASKED_SHARE = 0.2;
  private static final int FEWEST_MASKED = 1;
  private static final int MOST_MASKED = 20;

  @Override
  public String name() {
    return "masked-items";
  }

  @Override
  public int mostInputs(int items, int maxLength) {
    return Math.min(items, maxLength);
  }

  @Override
  public int mostTargets(int maxLength) {
    return Math.min(MOST_MASKED, maxLength);
  }

  @Override
  public double meanTargets(int items, int maxLength) {
    return masked(items, mostInputs(items, maxLength));
  }

  @Override
  public boolean masksItems() {
    return true;
  }

  @Override
  public Example example(Sequences train, int sequence, int maxLength, SplittableRandom random) {
    int items = train.length(sequence);
    int[] inputs = new int[mostInputs(items, maxLength)];
    train.copy(sequence, items - inputs.length, inputs.length, inputs, 0);
    int[] positions = RandomSubset.of(inputs.length, masked(items, inputs.length), random);
    int[] positives = new int[positions.length];
    int mask = train.catalogueSize() + 1;
    for (int i = 0; i < positions.length; i++) {
      positives[i] = inputs[positions[i]];
      inputs[positions[i]] = mask;
    }
    return new Example(inputs, positions, positives);
  }

  /** How many of {@code inputs} positions are masked in a sequence of {@code items} items. */
  private static int masked(int items, int inputs) {
    int share = (int) Math.round(MASKED_SHARE * items);
    return Math.min(inputs, Math.max(FEWEST_MASKED, Math.min(MOST_MASKED, share)));
  }
}
