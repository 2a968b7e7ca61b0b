package org.recjpq.training.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.assignment.prepared.PreparedOptions;

/** The settings of a training that a prepared folder has settled. */
public final class PreparedSettings {
  /** Their paths. */
  public static final List<String> PATHS =
      List.of("filters", "holdout", "seed", "memory.longestGap", "memory.halfLife");

  private PreparedSettings() {}

  /** Those of a training, to prepare a folder for it. */
  public static PreparedOptions of(TrainingConfig config) {
    return new PreparedOptions(
        config.filters(),
        config.holdout(),
        config.seed(),
        config.memory().longestGap(),
        config.memory().halfLife());
  }

  /**
   * A training with some of its settings as a folder was prepared with.
   *
   * @param config the training
   * @param options of the folder
   * @param paths which of {@link #PATHS} are taken from the folder
   */
  public static TrainingConfig taken(
      TrainingConfig config, PreparedOptions options, List<String> paths) {
    ObjectNode settings = Json.mapper().createObjectNode();
    for (String path : paths) {
      Object value = value(options, path);
      Overlay.put(settings, Overlay.single(path, Json.mapper().valueToTree(value)));
    }
    return config.with(settings);
  }

  private static Object value(PreparedOptions options, String path) {
    ObjectNode tree = Json.tree(options);
    return tree.get(path.substring(path.indexOf('.') + 1));
  }

  /**
   * Checks that a training has the settings of a folder.
   *
   * @param folder for the message
   * @throws DataException if one is different, and which
   */
  public static void requireSame(Path folder, PreparedOptions options, TrainingConfig config) {
    PreparedOptions asked = of(config);
    for (String path : PATHS) {
      Object prepared = value(options, path);
      if (!Objects.equals(value(asked, path), prepared)) {
        throw new DataException(
            "%s: %s: expected %s, which the folder was prepared with, found %s; leave it out or"
                    .formatted(folder, path, prepared, value(asked, path))
                + " prepare the log with it");
      }
    }
  }
}
