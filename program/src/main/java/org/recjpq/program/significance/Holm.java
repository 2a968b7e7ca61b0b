package org.recjpq.program.significance;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrects p-values for the number of comparisons.
 *
 * <p>Source: Holm, Scandinavian Journal of Statistics 6 (1979): the smallest of n is multiplied by
 * n, the next one by n - 1, and so on, none below an earlier one or above 1.
 */
final class Holm {
  private Holm() {}

  /** The corrected values, in the order of {@code pValues}. */
  static double[] adjusted(double... pValues) {
    List<Integer> ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    double[] adjusted = new double[pValues.length];
    double before = 0;
    for (int place = 0; place < pValues.length; place++) {
      int i = ascending.get(place);
      before = Math.max(before, Math.min(1, (pValues.length - place) * pValues[i]));
      adjusted[i] = before;
    }
    return adjusted;
  }
}
