package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.recjpq.assignment.files.DataException;

/**
 * Which combinations of values are tried.
 *
 * @param points how many are drawn at random; 0 for all
 * @param seed of the draws
 */
record Search(int points, long seed) {
  /** Draws of the same combination before the search gives up. */
  private static final int TRIES = 1000;

  /** All combinations. */
  static final Search GRID = new Search(0, 1);

  /**
   * Reads {@code grid}, or {@code random} with its number of points and its seed.
   *
   * @throws DataException if it is neither
   */
  static Search of(JsonNode given) {
    if (given.isMissingNode() || given.asText().equals("grid")) {
      return GRID;
    }
    int points = given.path("random").asInt(0);
    if (points < 1) {
      throw new DataException(
          "search: expected grid, or the number of points as {random: 20, seed: 1}, found "
              + given);
    }
    return new Search(points, given.path("seed").asLong(1));
  }

  /** The combinations, each a choice per axis, in the order of the axes. */
  List<List<Choice>> of(List<StudyAxis> axes) {
    return points == 0 ? grid(axes) : drawn(axes);
  }

  private static List<List<Choice>> grid(List<StudyAxis> axes) {
    List<List<Choice>> all = List.of(List.of());
    for (StudyAxis axis : axes) {
      if (axis.choices().isEmpty()) {
        throw new DataException(
            "axes.%s: expected steps, for a grid, found none; add steps, or search random"
                .formatted(axis.name()));
      }
      List<List<Choice>> longer = new ArrayList<>();
      for (List<Choice> before : all) {
        for (Choice choice : axis.choices()) {
          List<Choice> one = new ArrayList<>(before);
          one.add(choice);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  private List<List<Choice>> drawn(List<StudyAxis> axes) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<Choice>> drawn = new LinkedHashMap<>();
    for (int tries = 0; drawn.size() < points && tries < TRIES; tries++) {
      List<Choice> one = axes.stream().map(axis -> axis.draw(random)).toList();
      if (drawn.putIfAbsent(one.toString(), one) == null) {
        tries = 0;
      }
    }
    return List.copyOf(drawn.values());
  }
}
