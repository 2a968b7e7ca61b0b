package org.recjpq.assignment.search;

import org.recjpq.assignment.codes.CodeShape;

/**
 * The sub-scores of one sequence quantised to integer levels, so that an item's sum of levels
 * bounds its score.
 *
 * <p>A level is the distance of a sub-score from the minimum of its split, rounded down to steps of
 * 1/{@value #MOST} of the range of sums. So an item whose levels add up to q has a score, in steps
 * above the minimum sum, in [q, q + m), up to the rounding of float32 sums, which is at most m ·
 * 2⁻²⁴ of the sum of magnitudes; a margin of twice that is used.
 *
 * <p>If sub-scores are not finite, or all equal within each split, all levels are 0 and the bounds
 * decide nothing.
 */
final class Levels {
  /** The largest sum of levels that a code can have. */
  static final int MOST = (1 << 15) - 1;

  /** A bound that no sum reaches. */
  static final int NEVER = MOST + 1;

  private static final double ROUNDING = 0x1p-23;

  private final float[] subScores; // [m·b]
  private final CodeShape shape;
  private final double[] least; // [m]
  private final double leastSum;
  private final double stepsPerScore; // 0 if the levels decide nothing
  private final double slack; // in steps

  /**
   * Quantises sub-scores.
   *
   * @param subScores [m·b]; not copied
   */
  Levels(float[] subScores, CodeShape shape) {
    this.subScores = subScores;
    this.shape = shape;
    this.least = new double[shape.splits()];
    double sum = 0;
    double range = 0;
    double magnitude = 0;
    for (int split = 0; split < shape.splits(); split++) {
      double lowest = Double.POSITIVE_INFINITY;
      double highest = Double.NEGATIVE_INFINITY;
      for (int cell = split * shape.subIds(); cell < (split + 1) * shape.subIds(); cell++) {
        lowest = Math.min(lowest, subScores[cell]);
        highest = Math.max(highest, subScores[cell]);
      }
      least[split] = lowest;
      sum += lowest;
      range += highest - lowest;
      magnitude += Math.max(Math.abs(lowest), Math.abs(highest));
    }
    boolean decide = range > 0 && magnitude < Float.MAX_VALUE / 2; // not if one is NaN
    leastSum = sum;
    stepsPerScore = decide ? MOST / range : 0;
    slack = 1e-6 + stepsPerScore * magnitude * shape.splits() * ROUNDING;
  }

  /** The level of the sub-score in a cell; the sum over the splits is at most {@link #MOST}. */
  int level(int cell) {
    return decideNothing()
        ? 0
        : (int) ((subScores[cell] - least[cell / shape.subIds()]) * stepsPerScore);
  }

  /** The smallest sum of levels from which on every score is above {@code score}. */
  int surelyAbove(float score) {
    return decideNothing() ? NEVER : clamped(Math.floor(steps(score) + slack) + 1);
  }

  /** The smallest sum of levels that a score of at least {@code score} can have. */
  int possiblyFrom(float score) {
    return decideNothing() ? 0 : clamped(Math.ceil(steps(score) - shape.splits() - slack));
  }

  private boolean decideNothing() {
    return stepsPerScore == 0;
  }

  private double steps(float score) {
    return (score - leastSum) * stepsPerScore;
  }

  private static int clamped(double level) {
    return (int) Math.max(0, Math.min(NEVER, level));
  }
}
