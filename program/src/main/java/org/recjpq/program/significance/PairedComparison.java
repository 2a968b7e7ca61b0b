package org.recjpq.program.significance;

import org.apache.commons.statistics.inference.AlternativeHypothesis;

/**
 * A run against another one, user by user.
 *
 * <p>Sources: the paired bootstrap test of Efron and Tibshirani, An Introduction to the Bootstrap
 * (1993), §16.4, on differences shifted to the mean 0; two one-sided t-tests for equivalence by
 * Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987); Cohen's d of the differences.
 *
 * @param first the run compared with
 * @param second the other run
 * @param users those tested in both
 * @param firstMean over these users
 * @param secondMean over these users
 * @param interval of the difference, by the t distribution
 * @param bootstrapInterval the same from the percentiles of the bootstrap
 * @param pValue of the paired t-test, two-sided: how likely a difference like this is by chance
 * @param bootstrapPValue the same by the bootstrap
 * @param equivalencePValue how likely these differences are if the means were {@code margin} apart
 *     or more
 * @param effectSize the mean of the differences in their standard deviations; 0 if all are equal
 * @param margin the difference that counts as none, in the metric's unit
 */
public record PairedComparison(
    String first,
    String second,
    int users,
    double firstMean,
    double secondMean,
    Interval interval,
    Interval bootstrapInterval,
    double pValue,
    double bootstrapPValue,
    double equivalencePValue,
    double effectSize,
    double margin) {
  /** Fewest users by whom runs can be compared. */
  public static final int FEWEST_USERS = 2;

  /**
   * Compares two runs by the users that both tested.
   *
   * @throws IllegalArgumentException if there are fewer than {@value #FEWEST_USERS}
   */
  public static PairedComparison of(UserScores first, UserScores second, Rules rules) {
    double[][] pairs = first.pairedWith(second);
    int users = pairs[0].length;
    if (users < FEWEST_USERS) {
      throw new IllegalArgumentException(
          "%s and %s have %d users in common; expected at least %d"
              .formatted(first.name(), second.name(), users, FEWEST_USERS));
    }
    double[] differences = new double[users];
    for (int i = 0; i < users; i++) {
      differences[i] = pairs[1][i] - pairs[0][i];
    }
    double mean = Samples.mean(differences);
    double deviation = Samples.deviation(differences);
    double margin = rules.margin() * Math.abs(Samples.mean(pairs[0]));
    double[] means = Samples.bootstrapMeans(differences, rules.seed());
    return new PairedComparison(
        first.name(),
        second.name(),
        users,
        Samples.mean(pairs[0]),
        Samples.mean(pairs[1]),
        Samples.ofMean(differences),
        percentiles(means),
        Samples.test(differences, 0, AlternativeHypothesis.TWO_SIDED),
        share(means, mean),
        Math.max(
            Samples.test(differences, -margin, AlternativeHypothesis.GREATER_THAN),
            Samples.test(differences, margin, AlternativeHypothesis.LESS_THAN)),
        deviation == 0 ? 0 : mean / deviation,
        margin);
  }

  private static Interval percentiles(double[] sorted) {
    int cut = (int) (sorted.length * Rules.LEVEL / 2);
    return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
  }

  /** How many of the means are at least as far from the mean as that is from 0. */
  private static double share(double[] means, double mean) {
    int as = 1; // the sample itself
    for (double drawn : means) {
      as += Math.abs(drawn - mean) >= Math.abs(mean) ? 1 : 0;
    }
    return as / (means.length + 1.0);
  }

  /** The mean of the second run minus that of the first. */
  public double difference() {
    return secondMean - firstMean;
  }
}
