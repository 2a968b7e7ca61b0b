package org.recjpq.training.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.graph.losses.L2Penalty;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.training.batches.TaskKind;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.loop.Computation;

/**
 * Everything that decides what a run computes, as it was resolved from options and defaults.
 *
 * @param version version of the program that made the run
 * @param preset the preset from which its options came, but for those given beside it, or null
 * @param seed drives the codes, the validation draw, the initial weights, batches and dropout
 * @param computation threads, parts of a batch and precision; others give other rounding
 * @param data the log and how it is read and split
 * @param codes how item codes were assigned, for the reader; the codes themselves are a file
 * @param kind the model's name in the literature
 * @param model the architecture
 * @param task what training asks
 * @param loss what is minimised
 * @param optimization Adam and its learning rate
 * @param schedule batches, epochs and when to stop
 * @param topK items that the exported model recommends a history
 */
public record RunConfig(
    String version,
    @Nullable String preset,
    long seed,
    Computation computation,
    Data data,
    Map<String, String> codes,
    ModelKind kind,
    ModelConfig model,
    TaskKind task,
    LossSettings loss,
    Optimization optimization,
    Schedule schedule,
    int topK) {

  /**
   * The data of a run.
   *
   * @param log absolute path of the interaction log
   * @param format how the log's rows are read
   * @param minUserInteractions users with fewer are left out
   * @param maxBadRows malformed rows that are passed over
   * @param validationUsers users whose last training item is held out
   * @param testUsers users whose last item is the test, or {@link EvaluationCases#ALL}
   * @param excludeSeen whether a user's own items are taken out of the ranking
   * @param fingerprint SHA-256 of what the log became; a resumed run must find the same
   */
  public record Data(
      String log,
      LogFormat format,
      int minUserInteractions,
      long maxBadRows,
      int validationUsers,
      int testUsers,
      boolean excludeSeen,
      String fingerprint) {}

  /**
   * The optimizer, Adam or with weight decay AdamW, and what is added to the loss.
   *
   * @param learningRate the highest rate
   * @param schedule the course of the rate after its warm-up
   * @param warmupSteps steps over which the rate rises
   * @param clipNorm largest global norm of a gradient; 0 for no limit
   * @param weightDecay of AdamW, on the kernels of the layers; 0 for none
   * @param embeddingL2 weight of the {@link L2Penalty} on full item tables; 0 for none
   * @param lazyAdam whether only those rows of full item tables learn that a step looks up
   */
  public record Optimization(
      double learningRate,
      RateSchedule schedule,
      long warmupSteps,
      double clipNorm,
      double weightDecay,
      double embeddingL2,
      boolean lazyAdam) {}

  /**
   * The course of a run.
   *
   * @param batchSize B, sequences a batch
   * @param batchesPerEpoch the most batches an epoch has; 0 for no limit
   * @param epochs the most epochs
   * @param evaluateEvery steps from one validation to the next
   * @param patience validations without a better score after which training stops
   */
  public record Schedule(
      int batchSize, int batchesPerEpoch, int epochs, int evaluateEvery, int patience) {}

  /** How the run is judged. */
  public EvaluationConfig evaluation() {
    return EvaluationConfig.DEFAULT
        .withExcludeSeen(data.excludeSeen())
        .withTestUsers(data.testUsers());
  }

  /**
   * Model, item table and codes in one name, as a row of a table needs it, with task, loss and
   * optimizer where they are not the usual ones.
   */
  public String modelName() {
    String table = model.items().name();
    String assigner = codes.getOrDefault("codes", "");
    return kind
        + (" " + table)
        + (assigner.isEmpty() ? "" : "-" + assigner)
        + (task == kind.task() ? "" : " " + task)
        + (loss.name().equals(kind.loss().name()) ? "" : " " + loss.name())
        + (optimization.lazyAdam() ? " lazy-adam" : "");
  }

  private static final ObjectMapper JSON =
      Json.mapper().copy().enable(SerializationFeature.INDENT_OUTPUT);

  /** Writes the configuration as JSON. */
  public void write(Path file) throws IOException {
    byte[] json = toJson().getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, out -> out.write(json));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if the file is no configuration of this version
   */
  public static RunConfig read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readString(file), RunConfig.class);
    } catch (JsonProcessingException broken) {
      throw new DataException(
          "%s: expected a configuration of this version, found: %s; restore the file or train anew"
              .formatted(file, broken.getOriginalMessage().replaceFirst("(?s) \\(.*", "")),
          broken);
    }
  }

  /**
   * Each single setting by its path, such as {@code model.dimension}; what is not set is left out.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    addSettings("", JSON.valueToTree(this), settings);
    return settings;
  }

  private static void addSettings(String path, JsonNode node, Map<String, String> settings) {
    if (node.isValueNode()) {
      if (!node.isNull()) {
        settings.put(path, node.asText());
      }
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      addSettings(name, field.getValue(), settings);
    }
  }

  /** The configuration as indented JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** SHA-256 of {@link #toJson}, 64 hex digits: what an export says of the run it comes from. */
  public String hash() {
    try {
      byte[] json = toJson().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
