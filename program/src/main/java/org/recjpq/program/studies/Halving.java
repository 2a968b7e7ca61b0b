package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.recjpq.assignment.files.DataException;

/**
 * When tuning gives settings up: all are trained for some steps, the best ones go on for several
 * times as many, and so on, until few are left, which are trained to their end.
 *
 * <p>Source: successive halving, Jamieson and Talwalkar, AISTATS 2016.
 *
 * @param first steps of all settings; 0 for those until the first validation
 * @param factor one in so many settings goes on, for so many times as many steps
 * @param finalists how many settings are trained to their end
 */
record Halving(long first, int factor, int finalists) {
  /** A third of the settings goes on, three to the end. */
  static final Halving DEFAULT = new Halving(0, 3, 3);

  private static final List<String> KEYS = List.of("first", "factor", "finalists");

  /** Checks the ranges. */
  Halving {
    if (first < 0 || factor < 2 || finalists < 1) {
      throw new DataException(
          ("tune: expected first of at least 0, factor of at least 2 and finalists of at least 1,"
                  + " found %d, %d and %d")
              .formatted(first, factor, finalists));
    }
  }

  /**
   * Reads some of the three.
   *
   * @throws DataException if there is something else
   */
  static Halving of(JsonNode given) {
    if (given.isMissingNode()) {
      return DEFAULT;
    }
    if (!(given instanceof ObjectNode fields)) {
      throw new DataException(
          "tune: expected %s, found %s".formatted(String.join(", ", KEYS), given));
    }
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!KEYS.contains(field.getKey()) || !field.getValue().isIntegralNumber()) {
        throw new DataException(
            "tune.%s: expected a whole number for one of %s, found %s"
                .formatted(field.getKey(), String.join(", ", KEYS), field.getValue()));
      }
    }
    return new Halving(
        fields.path("first").asLong(DEFAULT.first),
        fields.path("factor").asInt(DEFAULT.factor),
        fields.path("finalists").asInt(DEFAULT.finalists));
  }

  /** The steps of the first round, at a validation. */
  long firstSteps(int evaluateEvery) {
    return Math.max(1, (first + evaluateEvery - 1) / evaluateEvery) * (long) evaluateEvery;
  }

  /** How many of {@code settings} go on. */
  int kept(int settings) {
    return Math.max(finalists, (settings + factor - 1) / factor);
  }
}
