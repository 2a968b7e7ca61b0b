package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.training.config.ConfigFile;

/**
 * A study as its file describes it.
 *
 * <pre>{@code
 * description: Does the dimension matter more than the number of splits?
 * preset: recommended            # or none: the defaults of a file of settings
 * settings: {schedule: {epochs: 10}}
 * datasets:
 *   beauty: {path: beauty.txt, format: {preset: bert4rec}, settings: {schedule: {epochs: 20}}}
 *   small: {generate: {users: 500, items: 200, interactions: 9000}}
 * axes:
 *   model.dimension: [32, 64]
 *   optimization.learningRate: {from: 0.0001, to: 0.01, steps: 3, scale: log}
 *   table:
 *     full: {model: {items: full}}
 *     shared: {model: {items: {type: jpq, codes: {type: svd, splits: 8}}}}
 * tuned: [optimization.learningRate]   # axes of which each setting has its best value
 * search: grid                   # or {random: 20, seed: 1}
 * seeds: [1, 2, 3]
 * metric: ndcg@10
 * against: first                 # or best, or {table: full}: what the others are tested against
 * tune: {first: 200, factor: 3, finalists: 3}   # for tuning alone
 * }</pre>
 *
 * @param description what is asked
 * @param preset what the settings start from, or null
 * @param settings those that all points have
 * @param datasets sources of interactions by name; in place of a source, {@code generate} with the
 *     sizes of a generated log; {@code settings} are put over those of all points
 * @param axes what differs; a preset among them is what a point starts from, in place of {@code
 *     preset}
 * @param tuned names of the axes over which each setting is tuned: tables and page have, of the
 *     points that differ in these alone, the one with the best validation
 * @param search which combinations are tried
 * @param seeds each combination is trained with each
 * @param metric by which points are compared, or null for the one that stops training
 * @param against what settings are tested against
 * @param halving when tuning gives settings up
 */
public record StudyFile(
    String description,
    @Nullable String preset,
    ObjectNode settings,
    Map<String, ObjectNode> datasets,
    List<StudyAxis> axes,
    List<String> tuned,
    Search search,
    List<Long> seeds,
    @Nullable String metric,
    Reference against,
    Halving halving) {
  private static final List<String> KEYS =
      List.of(
          "description",
          "preset",
          "settings",
          "datasets",
          "axes",
          "tuned",
          "search",
          "seeds",
          "metric",
          "against",
          "tune");

  /** Copies the collections and keeps their order. */
  public StudyFile {
    datasets = new LinkedHashMap<>(datasets);
    axes = List.copyOf(axes);
    tuned = List.copyOf(tuned);
    seeds = List.copyOf(seeds);
  }

  /**
   * Reads a file in YAML or JSON.
   *
   * @throws DataException if it is not such a file; the message names what is wrong
   */
  public static StudyFile read(Path file) throws IOException {
    ObjectNode tree = ConfigFile.tree(file);
    try {
      return of(tree);
    } catch (DataException wrong) {
      throw new DataException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static StudyFile of(ObjectNode tree) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw new DataException(
            "%s: no such part of a study%s; there are %s"
                .formatted(
                    field.getKey(),
                    Json.nearest(field.getKey(), KEYS)
                        .map(name -> "; did you mean %s?".formatted(name))
                        .orElse(""),
                    String.join(", ", KEYS)));
      }
    }
    List<StudyAxis> axes = new ArrayList<>();
    fields(tree, "axes").forEach((name, axis) -> axes.add(StudyAxis.of(name, axis)));
    Map<String, ObjectNode> datasets = new LinkedHashMap<>();
    fields(tree, "datasets").forEach((name, data) -> datasets.put(name, object(name, data)));
    if (datasets.isEmpty()) {
      throw new DataException(
          "datasets: expected at least one, such as 'shop: {path: ratings.csv}', found none");
    }
    List<Long> seeds = new ArrayList<>();
    tree.path("seeds").forEach(seed -> seeds.add(seed.asLong()));
    List<String> tuned = tuned(tree.path("tuned"), axes);
    return new StudyFile(
        tree.path("description").asText(""),
        tree.hasNonNull("preset") ? tree.get("preset").asText() : null,
        tree.has("settings")
            ? object("settings", tree.get("settings"))
            : Json.mapper().createObjectNode(),
        datasets,
        axes,
        tuned,
        Search.of(tree.path("search")),
        seeds,
        tree.hasNonNull("metric") ? tree.get("metric").asText() : null,
        Reference.read(tree.path("against"), axes, indices(tuned, axes)),
        Halving.of(tree.path("tune")));
  }

  private static List<String> tuned(JsonNode given, List<StudyAxis> axes) {
    List<String> names = names(axes);
    List<String> tuned = new ArrayList<>();
    for (JsonNode name : given) {
      if (!names.contains(name.asText())) {
        throw new DataException(
            "tuned: expected names of axes (%s), found %s"
                .formatted(String.join(", ", names), name));
      }
      tuned.add(name.asText());
    }
    if (tuned.isEmpty() && !given.isMissingNode()) {
      throw new DataException("tuned: expected a list of names of axes, found " + given);
    }
    return tuned;
  }

  /** Where the axes over which settings are tuned stand among the axes. */
  Set<Integer> tunedAxes() {
    return indices(tuned, axes);
  }

  private static Set<Integer> indices(List<String> names, List<StudyAxis> axes) {
    return IntStream.range(0, axes.size())
        .filter(axis -> names.contains(axes.get(axis).name()))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** The names of the axes, in order. */
  List<String> axisNames() {
    return names(axes);
  }

  private static List<String> names(List<StudyAxis> axes) {
    return axes.stream().map(StudyAxis::name).toList();
  }

  private static Map<String, JsonNode> fields(ObjectNode tree, String name) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (tree.has(name)) {
      object(name, tree.get(name))
          .properties()
          .forEach(field -> fields.put(field.getKey(), field.getValue()));
    }
    return fields;
  }

  private static ObjectNode object(String name, @Nullable JsonNode given) {
    if (given instanceof ObjectNode object) {
      return object;
    }
    throw new DataException("%s: expected names and values, found %s".formatted(name, given));
  }
}
