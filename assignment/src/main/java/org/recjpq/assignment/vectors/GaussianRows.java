package org.recjpq.assignment.vectors;

import java.io.Serializable;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A random matrix of {@code width} columns that is drawn row by row from one generator, from any of
 * its rows on.
 *
 * @param width number of columns
 * @param seed of the generator
 */
public record GaussianRows(int width, long seed) implements Serializable {
  /** What {@link SplittableRandom} adds to its state for each number that it draws. */
  private static final long STEP = 0x9e3779b97f4a7c15L;

  /** A generator that counts what it has drawn. */
  private static final class Counted implements RandomGenerator {
    private final SplittableRandom random;
    private long drawn;

    Counted(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public long nextLong() {
      drawn++;
      return random.nextLong();
    }
  }

  /** Draws rows. */
  public final class Reader {
    private final SplittableRandom random;

    private Reader(SplittableRandom random) {
      this.random = random;
    }

    /** Fills the next row, [width]. */
    public void next(double[] row) {
      for (int k = 0; k < width; k++) {
        row[k] = random.nextGaussian();
      }
    }
  }

  /**
   * The state of the generator where rows begin; takes time for all rows before the last of them.
   *
   * @param rows ascending
   * @return a state for each, for {@link #from}
   */
  public long[] states(long[] rows) {
    Counted counted = new Counted(new SplittableRandom(seed));
    long[] states = new long[rows.length];
    long row = 0;
    for (int i = 0; i < rows.length; i++) {
      for (; row < rows[i]; row++) {
        for (int k = 0; k < width; k++) {
          var unused = counted.nextGaussian();
        }
      }
      states[i] = seed + counted.drawn * STEP;
    }
    return states;
  }

  /** Begins at a row. */
  public Reader from(long state) {
    return new Reader(new SplittableRandom(state));
  }
}
