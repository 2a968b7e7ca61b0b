package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.training.config.TrainingConfig;

/**
 * All points of a study, those of the first seed first.
 *
 * @param points in the order in which they are trained
 * @param generated the logs that have to be generated, by where they belong
 */
public record StudyPlan(List<StudyPoint> points, Map<Path, SyntheticLog> generated) {
  private static final String GENERATE = "generate";
  private static final String PATH = "path";
  private static final int LONGEST_NAME = 120;

  /** Copies the collections. */
  public StudyPlan {
    points = List.copyOf(points);
    generated = new LinkedHashMap<>(generated);
  }

  /**
   * Makes the points of a study.
   *
   * @param folder the study's
   * @param data where relative paths of logs start from
   * @throws DataException if a point has settings that do not exist or do not fit each other
   */
  public static StudyPlan of(StudyFile file, StudyFolder folder, Path data) {
    TrainingConfig start =
        file.preset() == null ? TrainingConfig.gsasrec() : TrainingConfig.preset(file.preset());
    Map<String, ObjectNode> sources = new LinkedHashMap<>();
    Map<Path, SyntheticLog> generated = new LinkedHashMap<>();
    file.datasets()
        .forEach((name, given) -> sources.put(name, source(name, given, folder, data, generated)));
    List<List<Choice>> combinations = file.search().of(file.axes());
    Map<List<Choice>, TrainingConfig> configs = new HashMap<>();
    for (List<Choice> combination : combinations) {
      configs.put(combination, config(start, file.settings(), combination));
    }
    List<Long> seeds = file.seeds().isEmpty() ? List.of(start(start, file)) : file.seeds();
    List<StudyPoint> points = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long seed : seeds) {
      sources.forEach(
          (dataset, source) -> {
            for (List<Choice> combination : combinations) {
              TrainingConfig config = configs.getOrDefault(combination, start).withSeed(seed);
              String name = name(dataset, combination, seed);
              if (!names.add(name)) {
                throw new DataException(
                    "axes: expected values whose names differ, found %s twice; change a name"
                        .formatted(name));
              }
              points.add(new StudyPoint(name, dataset, combination, config, source));
            }
          });
    }
    return new StudyPlan(points, generated);
  }

  private static long start(TrainingConfig start, StudyFile file) {
    return start.with(file.settings()).seed();
  }

  private static ObjectNode source(
      String name,
      ObjectNode given,
      StudyFolder folder,
      Path data,
      Map<Path, SyntheticLog> generated) {
    ObjectNode source = given.deepCopy();
    if (source.remove(GENERATE) instanceof ObjectNode sizes) {
      ObjectNode all = Json.tree(SyntheticLog.DEFAULT);
      Overlay.put(all, sizes);
      Path log = folder.log(name);
      try {
        generated.put(log, Json.of(all, SyntheticLog.class));
      } catch (DataException wrong) {
        throw new DataException(
            "datasets.%s.generate: %s".formatted(name, wrong.getMessage()), wrong);
      }
      return source.put(PATH, log.toString());
    }
    if (!source.path(PATH).isTextual()) {
      throw new DataException(
          "datasets.%s: expected the path of a log, or generate, found %s".formatted(name, given));
    }
    return source.put(
        PATH, data.resolve(source.get(PATH).asText()).toAbsolutePath().normalize().toString());
  }

  private static TrainingConfig config(
      TrainingConfig start, ObjectNode settings, List<Choice> combination) {
    ObjectNode all = settings.deepCopy();
    combination.forEach(choice -> Overlay.put(all, choice.settings().deepCopy()));
    try {
      return start.with(all);
    } catch (DataException wrong) {
      throw new DataException(
          "%s: %s"
              .formatted(
                  String.join(", ", combination.stream().map(Choice::shown).toList()),
                  wrong.getMessage()),
          wrong);
    }
  }

  private static String name(String dataset, List<Choice> combination, long seed) {
    StringBuilder name = new StringBuilder(dataset);
    combination.forEach(choice -> name.append('_').append(choice.shown()));
    String whole = name.append("_seed ").append(seed).toString();
    String clean = whole.replaceAll("[^A-Za-z0-9._@=+-]+", "-").replaceFirst("^[.-]+", "");
    return clean.length() <= LONGEST_NAME
        ? clean
        : clean.substring(0, LONGEST_NAME - 9) + "-" + Checksums.sha256(whole).substring(0, 8);
  }
}
