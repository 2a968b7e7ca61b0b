package example.parts;

import java.util.SplittableRandom;
import org.recjpq.assignment.negatives.NegativeSampler;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.negatives.Negatives;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Negatives: items whose index is near that of the right item.
 *
 * @param count per position
 * @param reach the greatest distance, at least 1
 */
public record NearNegatives(int count, int reach) implements NegativeSampling {
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
    int width = positives.length / positions;
    int[] drawn = new int[positions * count];
    for (int i = 0; i < drawn.length; i++) {
      int distance = random.nextInt(1, reach + 1) * (random.nextBoolean() ? 1 : -1);
      drawn[i] = Math.floorMod(positives[i / count * width] + distance, items);
    }
    return new Negatives(positions, drawn, new float[1], new float[positives.length]);
  }
}
