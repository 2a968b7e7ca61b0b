package org.recjpq.assignment.negatives;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Draws items in proportion to their training interactions plus one, so that every item can be
 * drawn; all positions of a batch share the k negatives.
 *
 * @param count k, at least 1
 */
@AutoService(NegativeSampling.class)
public record PopularNegatives(int count) implements NegativeSampling {
  /** 1024 per batch. */
  public PopularNegatives() {
    this(1024);
  }

  /** Checks the count. */
  public PopularNegatives {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, found " + count);
    }
  }

  @Override
  public String name() {
    return "popular";
  }

  @Override
  public boolean shared() {
    return true;
  }

  /** {@inheritDoc} A draw takes O(log N). */
  @Override
  public NegativeSampler sampler(Sequences train) {
    return new Sampler(train.itemCounts(), count);
  }

  private static final class Sampler implements NegativeSampler {
    private final int count;
    private final long[] ends; // ends of the items' shares of [0, total), ascending

    Sampler(int[] interactions, int count) {
      this.count = count;
      this.ends = new long[interactions.length];
      long end = 0;
      for (int item = 0; item < ends.length; item++) {
        end += interactions[item] + 1L;
        ends[item] = end;
      }
    }

    @Override
    public Negatives draw(int positions, int[] positives, SplittableRandom random) {
      int[] drawn = new int[count];
      for (int i = 0; i < count; i++) {
        drawn[i] = itemAt(random.nextLong(ends[ends.length - 1]));
      }
      return new Negatives(1, drawn, logCounts(drawn), logCounts(positives));
    }

    private int itemAt(long place) {
      int found = Arrays.binarySearch(ends, place);
      return found < 0
          ? -found - 1
          : found + 1; // the end of an item's share belongs to the next item
    }

    private float[] logCounts(int[] items) {
      double perShare = (double) count / ends[ends.length - 1];
      float[] logCounts = new float[items.length];
      for (int i = 0; i < items.length; i++) {
        boolean isPadding = items[i] == ends.length;
        logCounts[i] = isPadding ? 0 : (float) Math.log(share(items[i]) * perShare);
      }
      return logCounts;
    }

    private long share(int item) {
      return ends[item] - (item == 0 ? 0 : ends[item - 1]);
    }
  }
}
