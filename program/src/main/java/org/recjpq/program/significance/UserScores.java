package org.recjpq.program.significance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.recjpq.training.report.UserResults;

/**
 * A metric of each user of a test; the mean over the cases of a user who has several, since these
 * do not vary independently.
 *
 * @param name of the run
 * @param byUser scores by the ids of the users
 */
public record UserScores(String name, Map<String, Double> byUser) {
  /** Keeps the order. */
  public UserScores {
    byUser = new LinkedHashMap<>(byUser);
  }

  /**
   * The scores of a run.
   *
   * @param name of the run
   * @throws IllegalArgumentException if the metric was not computed
   */
  public static UserScores of(String name, UserResults results, String metric) {
    Map<String, Double> sums = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    double[] values = results.values(metric);
    List<UserResults.Case> cases = results.cases();
    for (int c = 0; c < values.length; c++) {
      sums.merge(cases.get(c).user(), values[c], Double::sum);
      counts.merge(cases.get(c).user(), 1, Integer::sum);
    }
    sums.replaceAll((user, sum) -> sum / counts.getOrDefault(user, 1));
    return new UserScores(name, sums);
  }

  /** All scores, in the order of the users. */
  public double[] all() {
    return byUser.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The scores of the users that both have, in the same order.
   *
   * @return two arrays of the same length
   */
  double[][] pairedWith(UserScores other) {
    double[][] pairs = new double[2][byUser.size()];
    int count = 0;
    for (Map.Entry<String, Double> own : byUser.entrySet()) {
      Double there = other.byUser.get(own.getKey());
      if (there != null) {
        pairs[0][count] = own.getValue();
        pairs[1][count] = there;
        count++;
      }
    }
    return new double[][] {Arrays.copyOf(pairs[0], count), Arrays.copyOf(pairs[1], count)};
  }
}
