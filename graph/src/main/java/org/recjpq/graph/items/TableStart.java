package org.recjpq.graph.items;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.PopularityBuckets;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;

/**
 * The first values of full item tables.
 *
 * <p>Vectors are multiplied by one factor, so that the root mean square of their lengths is 1. The
 * rows of padding and mask, and of items about which nothing is known, are random, as in a table
 * without vectors.
 *
 * @param input training sequences, dimension and seed
 * @param vectors what tables start at; null for random numbers
 * @param bias what is added to scores
 */
record TableStart(AssignmentInput input, @Nullable ItemVectors vectors, ItemBias bias) {
  /** The first values of some tables with the given names, [N + 2, d], and of the bias, [N + 2]. */
  PreparedItems of(String... tables) {
    Map<String, VectorTable> first = new HashMap<>();
    if (vectors != null) {
      VectorTable table = table(vectors.learn(input));
      Arrays.asList(tables).forEach(name -> first.put(name, table));
    }
    if (bias == ItemBias.POPULARITY) {
      float[] logs = PopularityBuckets.logShares(input.train().itemCounts());
      int rows = logs.length + Catalogue.SPECIAL_ROWS;
      first.put(FullEmbedding.BIAS, FirstValues.column(Arrays.copyOf(logs, rows)));
    }
    return new PreparedItems(null, new FirstValues(first));
  }

  private VectorTable table(VectorTable learned) {
    if (learned.rows() != input.items() || learned.columns() != input.dimension()) {
      throw new IllegalArgumentException(
          "expected vectors of %d items with %d numbers each, found %d with %d"
              .formatted(input.items(), input.dimension(), learned.rows(), learned.columns()));
    }
    double meanSquare = 0;
    for (int row = 0; row < learned.rows(); row++) {
      meanSquare += square(learned, row) / learned.rows();
    }
    double factor = meanSquare > 0 ? 1 / Math.sqrt(meanSquare) : 1;
    SplittableRandom random = new SplittableRandom(input.seed());
    VectorTable table = new VectorTable(learned.rows() + Catalogue.SPECIAL_ROWS, learned.columns());
    for (int row = 0; row < table.rows(); row++) {
      boolean isKnown = row < learned.rows() && square(learned, row) > 0;
      for (int column = 0; column < table.columns(); column++) {
        double value =
            isKnown
                ? factor * learned.get(row, column)
                : FullEmbedding.INITIAL_LIMIT * (2 * random.nextDouble() - 1);
        table.set(row, column, (float) value);
      }
    }
    return table;
  }

  private static double square(VectorTable table, int row) {
    double square = 0;
    for (int column = 0; column < table.columns(); column++) {
      double number = table.get(row, column);
      square += number * number;
    }
    return square;
  }
}
