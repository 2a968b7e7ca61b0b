package org.recjpq.training.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.assignment.json.Seal;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.training.batches.BatchWeight;
import org.recjpq.training.batches.NextItemTask;
import org.recjpq.training.config.TrainingConfig;

/**
 * The content of a run's {@code config.json}: all settings, resolved for the machine that it began
 * on, and their origin. {@link TrainingConfig#read} accepts the file.
 *
 * @param version version of the library that made the run
 * @param preset the preset that the settings came from, except for those overridden, or null
 * @param fingerprint SHA-256 of the data made from the log; a resumed run must find the same
 * @param source where the interactions come from, or null if they were only in memory
 * @param start the trained run that this one starts from, or null
 * @param training the settings
 */
public record RunConfig(
    String version,
    @Nullable String preset,
    String fingerprint,
    @Nullable InteractionSource source,
    @Nullable WarmStart start,
    TrainingConfig training) {
  /** Format number of the file: files of an older format lack the settings added later. */
  public static final int FORMAT = 1;

  private static final String RUN = "run";
  private static final String SOURCE = "source";
  private static final String START = "start";
  private static final String ITEMS = "items";
  private static final String FILTERS = "filters";
  private static final String OPTIMIZATION = "optimization";
  private static final String BATCH_WEIGHT = "batchWeight";
  private static final String AVERAGE_DECAY = "averageDecay";
  private static final String HOLDOUT = "holdout";
  private static final String UNTIL = "until";
  private static final String TASK = "task";
  private static final String WINDOW = "window";
  private static final String MEMORY = "memory";
  private static final String DISTILLATION = "distillation";

  /** The part of the file that does not consist of settings. */
  private record Origin(
      int format,
      String version,
      @Nullable String preset,
      String fingerprint,
      @Nullable WarmStart start) {}

  /** Writes the configuration as JSON; the file is replaced atomically. */
  public void write(Path file) throws IOException {
    ObjectNode tree = tree();
    Seal.put(tree, (ObjectNode) tree.get(RUN));
    Json.write(file, tree);
  }

  private ObjectNode tree() {
    ObjectNode tree = Json.mapper().createObjectNode();
    tree.set(RUN, Json.tree(new Origin(FORMAT, version, preset, fingerprint, start)));
    tree.set(SOURCE, Json.mapper().valueToTree(source));
    return tree.setAll(Json.tree(training));
  }

  /**
   * Reads what {@link #write} wrote, in this version or an earlier one.
   *
   * @throws DataException if the file is not the configuration of a run, is of a later version, or
   *     names a class that is not on the class path
   */
  public static RunConfig read(Path file) throws IOException {
    ObjectNode tree =
        Json.read(
            file, ObjectNode.class, "the configuration of a run", "restore it or train again");
    try {
      Seal seal = Seal.take(tree, tree.get(RUN) instanceof ObjectNode holder ? holder : tree);
      JsonNode run = tree.remove(RUN);
      JsonNode source = tree.remove(SOURCE);
      if (run == null) {
        throw new DataException(RUN + ": expected a value, found none");
      }
      requireKnown(run.path("format").asInt());
      Origin origin = origin(run);
      RunConfig config =
          new RunConfig(
              origin.version(),
              origin.preset(),
              origin.fingerprint(),
              source == null || source.isNull() ? null : source(source),
              origin.start(),
              training(tree, origin.format()));
      seal.check();
      return config;
    } catch (DataException broken) {
      throw new DataException(
          "%s: expected the configuration of a run, found: %s; restore it or train again"
              .formatted(file, broken.getMessage()),
          broken);
    }
  }

  private static void requireKnown(int format) {
    if (format > FORMAT) {
      throw new DataException(
          "run.format: expected at most %d, found %d of a later version".formatted(FORMAT, format));
    }
  }

  /** An older file may lack optional values. */
  private static Origin origin(JsonNode run) {
    if (!(run instanceof ObjectNode given)) {
      return Json.of(run, Origin.class);
    }
    ObjectNode all = Json.mapper().createObjectNode();
    all.putNull(START);
    if (run.path("format").asInt() != FORMAT) {
      all.putNull("preset");
    }
    Overlay.put(all, given);
    complete(all, START, ITEMS, WarmStart.Items.KEPT);
    return Json.of(all, Origin.class);
  }

  private static InteractionSource source(JsonNode tree) {
    ObjectNode wrapped = Json.mapper().createObjectNode();
    wrapped.set(SOURCE, tree);
    return Json.of(wrapped, Wrapped.class).source();
  }

  /** Wraps a part so that a message can name the setting. */
  private record Wrapped(InteractionSource source) {}

  /**
   * Settings that an older format does not have get their defaults. Runs of the first version gave
   * every batch the same weight, took the newest items of a long sequence, averaged no weights and
   * had no memory, so they go on like that.
   */
  private static TrainingConfig training(ObjectNode tree, int format) {
    ObjectNode memory = Json.tree(TransitionSettings.OFF);
    if (tree.get(MEMORY) instanceof ObjectNode given) {
      Overlay.put(memory, given);
    }
    tree.set(MEMORY, memory);
    if (tree.get(FILTERS) instanceof ObjectNode filters) {
      ObjectNode all = Json.tree(Filters.NONE);
      Overlay.put(all, filters);
      tree.set(FILTERS, all);
    }
    if (!tree.has(DISTILLATION)) {
      tree.putNull(DISTILLATION);
    }
    complete(tree, OPTIMIZATION, BATCH_WEIGHT, BatchWeight.EQUAL);
    complete(tree, OPTIMIZATION, AVERAGE_DECAY, 0.0);
    if (tree.path(HOLDOUT).path("type").asText().equals(new ByTime().name())) {
      completeNull(tree, HOLDOUT, UNTIL);
    }
    NextItemTask task = new NextItemTask();
    if (tree.path(TASK).path("type").asText().equals(task.name())) {
      complete(tree, TASK, WINDOW, task.window());
    }
    if (format == FORMAT) {
      return Json.of(tree, TrainingConfig.class);
    }
    ObjectNode all = Json.tree(TrainingConfig.gsasrec());
    Overlay.put(all, tree);
    return Json.of(all, TrainingConfig.class);
  }

  private static void completeNull(ObjectNode tree, String part, String setting) {
    if (tree.get(part) instanceof ObjectNode settings && !settings.has(setting)) {
      settings.putNull(setting);
    }
  }

  /** Adds a setting that came later. */
  private static void complete(ObjectNode tree, String part, String setting, Object value) {
    if (tree.get(part) instanceof ObjectNode settings && !settings.has(setting)) {
      settings.set(setting, Json.mapper().valueToTree(value));
    }
  }

  /** Whether the run begins with the weights and the optimizer's state of another. */
  boolean continuesWeights() {
    return start != null && !isCompressed();
  }

  /** Whether the run begins with codes in the place of a trained full table. */
  boolean isCompressed() {
    return start != null && start.items() == WarmStart.Items.COMPRESSED;
  }

  /** The same for a run that starts from another. */
  RunConfig startingFrom(WarmStart other) {
    return new RunConfig(version, preset, fingerprint, source, other, training);
  }

  /** The same with other settings. */
  public RunConfig withTraining(TrainingConfig other) {
    return new RunConfig(version, preset, fingerprint, source, start, other);
  }

  /** The same for other data. */
  public RunConfig withFingerprint(String fingerprint) {
    return new RunConfig(version, preset, fingerprint, source, start, training);
  }

  /** The configuration as indented JSON. */
  public String toJson() {
    return Json.indented(tree());
  }

  /** SHA-256 of {@link #toJson}, 64 hex digits: identifies the run in its exports. */
  public String hash() {
    return Checksums.sha256(toJson());
  }
}
