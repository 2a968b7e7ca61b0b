package org.recjpq.program.significance;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;

/** Means of a sample, how sure they are, and how likely they are by chance. */
public final class Samples {
  private static final int FEWEST_RESAMPLES = 1_000;
  private static final int MOST_RESAMPLES = 10_000;

  /** Draws of a bootstrap, which take about a second. */
  private static final long DRAWS = 200_000_000;

  private Samples() {}

  /** The mean; 0 of nothing. */
  public static double mean(double... values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** The standard deviation, of n - 1 degrees of freedom; 0 of fewer than two values. */
  public static double deviation(double... values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  /**
   * The interval of 95 % of the mean by the t distribution; the mean alone for fewer than two
   * values.
   */
  public static Interval ofMean(double... values) {
    double mean = mean(values);
    if (values.length < 2) {
      return new Interval(mean, mean);
    }
    double half =
        TDistribution.of(values.length - 1.0).inverseSurvivalProbability(Rules.LEVEL / 2)
            * deviation(values)
            / Math.sqrt(values.length);
    return new Interval(mean - half, mean + half);
  }

  /**
   * The p-value of the t-test that the mean is {@code mu}.
   *
   * @param values at least two
   * @param alternative what else it may be
   */
  static double test(double[] values, double mu, AlternativeHypothesis alternative) {
    if (deviation(values) == 0) { // no distribution: the mean is known
      double difference = mean(values) - mu;
      boolean isPossible =
          switch (alternative) {
            case TWO_SIDED -> difference == 0;
            case GREATER_THAN -> difference <= 0;
            case LESS_THAN -> difference >= 0;
          };
      return isPossible ? 1 : 0;
    }
    return TTest.withDefaults().with(alternative).withMu(mu).test(values).getPValue();
  }

  /** How often the bootstrap draws, so that it takes about a second at most. */
  static int resamples(int count) {
    return (int) Math.max(FEWEST_RESAMPLES, Math.min(MOST_RESAMPLES, DRAWS / Math.max(1, count)));
  }

  /**
   * Means of samples drawn from {@code values} with replacement, ascending.
   *
   * @return as many as {@link #resamples} says
   */
  static double[] bootstrapMeans(double[] values, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples(values.length)];
    for (int r = 0; r < means.length; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[r] = sum / values.length;
    }
    Arrays.sort(means);
    return means;
  }
}
