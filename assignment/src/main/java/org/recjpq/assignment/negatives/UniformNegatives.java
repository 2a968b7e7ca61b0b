package org.recjpq.assignment.negatives;

import com.google.auto.service.AutoService;
import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Draws uniformly from the catalogue, k separate negatives for each position; positives are not
 * excluded.
 *
 * <p>Source: SASRec (Kang and McAuley, ICDM 2018) has one, gSASRec (Petrov and Macdonald, RecSys
 * 2023) many.
 *
 * @param count k, at least 1
 */
@AutoService(NegativeSampling.class)
public record UniformNegatives(int count) implements NegativeSampling {
  /** One per position. */
  public UniformNegatives() {
    this(1);
  }

  /** Checks the count. */
  public UniformNegatives {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, found " + count);
    }
  }

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public NegativeSampler sampler(Sequences train) {
    int items = train.catalogueSize();
    return (positions, positives, random) -> draw(items, positions, positives, random);
  }

  private Negatives draw(int items, int positions, int[] positives, SplittableRandom random) {
    int[] drawn = new int[positions * count];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextInt(items);
    }
    float logCount = (float) Math.log((double) count / items);
    float[] ofPositives = new float[positives.length];
    for (int i = 0; i < positives.length; i++) {
      ofPositives[i] = positives[i] == items ? 0 : logCount;
    }
    return new Negatives(positions, drawn, new float[] {logCount}, ofPositives);
  }
}
