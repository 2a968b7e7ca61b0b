package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
  private static final String SETTINGS = "settings";
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
    Map<String, Map<List<Choice>, TrainingConfig>> configs = new HashMap<>();
    List<List<Choice>> combinations = file.search().of(file.axes());
    file.datasets()
        .forEach(
            (name, given) -> {
              ObjectNode source = given.deepCopy();
              ObjectNode settings = settings(name, file.settings(), source.remove(SETTINGS));
              sources.put(name, source(name, source, folder, data, generated));
              Map<List<Choice>, TrainingConfig> ofDataset = new HashMap<>();
              for (List<Choice> combination : combinations) {
                ofDataset.put(combination, config(start, settings, combination));
              }
              configs.put(name, ofDataset);
            });
    List<Long> seeds = file.seeds().isEmpty() ? List.of(start(start, file)) : file.seeds();
    List<StudyPoint> points = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long seed : seeds) {
      sources.forEach(
          (dataset, source) -> {
            Map<List<Choice>, TrainingConfig> ofDataset = configs.getOrDefault(dataset, Map.of());
            for (List<Choice> combination : combinations) {
              TrainingConfig config = ofDataset.getOrDefault(combination, start).withSeed(seed);
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

  private static ObjectNode settings(
      String dataset, ObjectNode ofAll, @Nullable JsonNode ofDataset) {
    if (ofDataset == null) {
      return ofAll;
    }
    if (ofDataset instanceof ObjectNode settings) {
      ObjectNode both = ofAll.deepCopy();
      Overlay.put(both, settings.deepCopy());
      return both;
    }
    throw new DataException(
        "datasets.%s.settings: expected names and values, found %s".formatted(dataset, ofDataset));
  }

  private static ObjectNode source(
      String name,
      ObjectNode source,
      StudyFolder folder,
      Path data,
      Map<Path, SyntheticLog> generated) {
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
          "datasets.%s: expected the path of a log, or generate, found %s".formatted(name, source));
    }
    return source.put(
        PATH, data.resolve(source.get(PATH).asText()).toAbsolutePath().normalize().toString());
  }

  private static TrainingConfig config(
      TrainingConfig start, ObjectNode settings, List<Choice> combination) {
    try {
      TrainingConfig config = start;
      for (Choice choice : combination) {
        config = choice.isStart() ? config.with(choice.settings()) : config;
      }
      ObjectNode all = settings.deepCopy();
      for (Choice choice : combination) {
        if (!choice.isStart()) {
          Overlay.put(all, choice.settings().deepCopy());
        }
      }
      return config.with(all);
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
