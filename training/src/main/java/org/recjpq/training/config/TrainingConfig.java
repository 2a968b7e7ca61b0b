package org.recjpq.training.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.OptimizerSettings;
import org.recjpq.training.batches.NextItemTask;
import org.recjpq.training.batches.Task;
import org.recjpq.training.evaluation.EvaluationConfig;

/**
 * Everything except the log that determines what a training computes; immutable.
 *
 * <p>Start from {@link #recommended()}, a named model, such as {@link #gsasrec()}, a {@link
 * #preset} or a {@link #read file}, and change single settings: {@code
 * TrainingConfig.recommended().withDimension(64)}, or by the path that a setting has in files,
 * {@code .with("model.encoder.blocks", 3)}.
 *
 * @param seed drives codes, holdout, first weights, batches and dropout
 * @param filters what is left out of the log before anything else
 * @param holdout what is held out of training for validation and test
 * @param model the architecture; codes are a setting of its item embedding
 * @param task what the model learns to predict in a sequence
 * @param memory the memory of transitions beside the model
 * @param loss the loss to minimise; negatives are a setting of it
 * @param distillation a model to learn from beside the targets, or null
 * @param optimization how weights are updated
 * @param schedule batches, epochs and when to stop
 * @param evaluation metrics, the one that stops training, and who is tested
 * @param computation threads, parts of a batch and precision
 * @param topK items that an export recommends per history, at least 1
 */
public record TrainingConfig(
    long seed,
    Filters filters,
    HoldoutRule holdout,
    ModelConfig model,
    Task task,
    TransitionSettings memory,
    LossSettings loss,
    @Nullable Distillation distillation,
    Optimization optimization,
    Schedule schedule,
    EvaluationConfig evaluation,
    ComputationConfig computation,
    int topK) {
  private static final String DISTILLATION = "distillation";

  private static final TrainingConfig GSASREC =
      new TrainingConfig(
          42,
          Filters.DEFAULT,
          new LeaveOneOut(),
          new ModelConfig(new SasRec.Settings(), new JpqEmbedding.Settings(), 128, 200, 0.2),
          new NextItemTask(),
          TransitionSettings.OFF,
          new BinaryCrossEntropy.Calibrated(),
          null,
          Optimization.DEFAULT,
          Schedule.DEFAULT,
          EvaluationConfig.DEFAULT,
          ComputationConfig.DEFAULT,
          10);

  /** Checks the rules across settings of different parts. */
  public TrainingConfig {
    if (topK < 1) {
      throw new IllegalArgumentException("topK must be at least 1, found " + topK);
    }
    Rules.check(model, task, loss, optimization, computation);
    Rules.checkDistillation(distillation, loss);
  }

  /**
   * The best that we know, and what the program trains if asked for nothing else: the preset {@code
   * recommended}.
   */
  public static TrainingConfig recommended() {
    return preset("recommended");
  }

  /** SASRec with the gBCE loss (Petrov and Macdonald, RecSys 2023) and RecJPQ's SVD codes. */
  public static TrainingConfig gsasrec() {
    return GSASREC;
  }

  /** SASRec (Kang and McAuley, ICDM 2018) with RecJPQ's SVD codes. */
  public static TrainingConfig sasrec() {
    return ofModel("sasrec");
  }

  /** eSASRec (Tikhonovich et al., RecSys 2025) with RecJPQ's SVD codes. */
  public static TrainingConfig esasrec() {
    return ofModel("esasrec");
  }

  /** BERT4Rec (Sun et al., CIKM 2019) with RecJPQ's SVD codes. */
  public static TrainingConfig bert4rec() {
    return ofModel("bert4rec");
  }

  /** BERT4Rec with the gBCE loss (Petrov's thesis, Glasgow 2025, ch. 6) and SVD codes. */
  public static TrainingConfig gbert4rec() {
    return ofModel("gbert4rec");
  }

  /** GRU4Rec (Hidasi et al., ICLR 2016), task and loss as in the RecJPQ study, SVD codes. */
  public static TrainingConfig gru4rec() {
    return ofModel("gru4rec");
  }

  /**
   * The defaults with encoder, task and loss of a model by its name in the literature.
   *
   * @throws DataException if there is none of this name; the message lists the names
   */
  public static TrainingConfig ofModel(String name) {
    return GSASREC.with(NamedModel.of(name).settings());
  }

  /**
   * The settings of a preset; see {@link Preset#all()}.
   *
   * @throws DataException if there is none of this name; the message lists the names
   */
  public static TrainingConfig preset(String name) {
    return GSASREC.with(Preset.of(name).settings());
  }

  /**
   * The defaults with the settings of a file over them: any of them, in YAML or JSON; the {@code
   * config.json} of a run is such a file.
   *
   * @throws DataException if a setting is unknown or out of its range; the message names it and the
   *     nearest known one
   */
  public static TrainingConfig read(Path file) throws IOException {
    ObjectNode settings = ConfigFile.read(file).settings();
    try {
      return GSASREC.with(settings);
    } catch (DataException wrong) {
      throw new DataException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * The same with some settings overridden.
   *
   * @param settings a tree of any of them; a part of another type replaces the present one
   * @throws DataException if a setting is unknown or out of its range
   */
  public TrainingConfig with(ObjectNode settings) {
    ObjectNode tree = Json.tree(this);
    if (settings.get(DISTILLATION) instanceof ObjectNode && distillation == null) {
      tree.set(DISTILLATION, Distillation.defaults());
    }
    Overlay.put(tree, settings);
    if (settings.path("memory").has("successors") && !settings.path("memory").has("optional")) {
      ((ObjectNode) tree.get("memory")).put("optional", false); // asked for: not to be left out
    }
    return Json.of(tree, TrainingConfig.class);
  }

  /**
   * The same with another value of one setting.
   *
   * @param path such as {@code model.encoder.blocks}, as in files
   * @param value a number, string, Boolean or part, or a list of such
   * @throws DataException if there is no such setting, or the value is out of its range
   */
  public TrainingConfig with(String path, @Nullable Object value) {
    return with(Overlay.single(path, Json.mapper().valueToTree(value)));
  }

  /** The same with another seed. */
  public TrainingConfig withSeed(long seed) {
    return with("seed", seed);
  }

  /** The same with item vectors of another length; a multiple of heads and of splits. */
  public TrainingConfig withDimension(int dimension) {
    return with("model.dimension", dimension);
  }

  /** The same with another maximum sequence length. */
  public TrainingConfig withMaxLength(int maxLength) {
    return with("model.maxLength", maxLength);
  }

  /** The same with another encoder; the task must be one that it can be trained on. */
  public TrainingConfig withEncoder(EncoderSettings encoder) {
    return with("model.encoder", encoder);
  }

  /** The same with another item embedding. */
  public TrainingConfig withItems(ItemSettings items) {
    return with("model.items", items);
  }

  /** The same with codes from another assigner, for an item embedding that has codes. */
  public TrainingConfig withCodes(CodeAssigner codes) {
    return with("model.items.codes", codes);
  }

  /** The same with another loss. */
  public TrainingConfig withLoss(LossSettings loss) {
    return with("loss", loss);
  }

  /** The same with another task. */
  public TrainingConfig withTask(Task task) {
    return with("task", task);
  }

  /**
   * The same with another number of successors that the memory keeps per item; 0 for no memory. A
   * catalogue that is too large for it is then refused.
   */
  public TrainingConfig withMemory(int successors) {
    return with("memory.successors", successors);
  }

  /** The same, learning from a model too; null for none. */
  public TrainingConfig withDistillation(@Nullable Distillation distillation) {
    return with(DISTILLATION, distillation);
  }

  /** The same with another optimizer. */
  public TrainingConfig withOptimizer(OptimizerSettings optimizer) {
    return with("optimization.optimizer", optimizer);
  }

  /** The same with other metrics, or other users tested. */
  public TrainingConfig withEvaluation(EvaluationConfig evaluation) {
    return with("evaluation", evaluation);
  }

  /** The same with other filters. */
  public TrainingConfig withFilters(Filters filters) {
    return with("filters", filters);
  }

  /** The same with another holdout rule. */
  public TrainingConfig withHoldout(HoldoutRule holdout) {
    return with("holdout", holdout);
  }

  /** The same with another maximum number of epochs. */
  public TrainingConfig withEpochs(int epochs) {
    return with("schedule.epochs", epochs);
  }

  /**
   * The same with all decided that was left open: the numbers of threads and batch parts for this
   * machine, and what codes and an optional memory leave to the catalogue.
   *
   * @param items N
   * @throws DataException if there are too many items for the memory
   */
  public TrainingConfig resolved(int items) {
    return with("computation", computation.resolved(model))
        .withResolvedCodes(items)
        .withResolvedMemory(items);
  }

  private TrainingConfig withResolvedMemory(int items) {
    TransitionSettings resolved = memory.resolved(items);
    return resolved.equals(memory) ? this : with("memory", resolved);
  }

  private TrainingConfig withResolvedCodes(int items) {
    CodeAssigner codes = model.items().codes();
    CodeAssigner resolved = codes == null ? null : codes.resolved(items, model.dimension());
    return resolved == null || resolved.equals(codes) ? this : withCodes(resolved);
  }

  /**
   * Model, item table and codes in one name, as a row of a table needs it, with task, loss and
   * optimizer where they are not the usual ones.
   */
  public String modelName() {
    CodeAssigner codes = model.items().codes();
    NamedModel named = NamedModel.nearest(this);
    return named.name()
        + (" " + model.items().name())
        + (codes == null ? "" : "-" + codes.name())
        + (task.name().equals(named.task()) ? "" : " " + task.name())
        + (loss.name().equals(named.loss()) ? "" : " " + loss.name())
        + (optimization.optimizer().lazyTables() ? " lazy-adam" : "")
        + (distillation == null ? "" : " taught")
        + (memory.hasSuccessors() ? " + memory" : "");
  }

  /** Every single setting by its path; those not set are left out. */
  public Map<String, String> settings() {
    return Overlay.leaves(Json.tree(this));
  }

  /**
   * The settings that differ from those of {@code other}: here and there, by path; "-" for none.
   */
  public Map<String, String> differences(TrainingConfig other) {
    Map<String, String> own = settings();
    Map<String, String> others = other.settings();
    Map<String, String> differences = new LinkedHashMap<>();
    own.forEach(
        (path, value) -> {
          String there = others.getOrDefault(path, "-");
          if (!value.equals(there)) {
            differences.put(path, different(path, value, there));
          }
        });
    others.forEach(
        (path, value) -> {
          if (!own.containsKey(path)) {
            differences.put(path, different(path, "-", value));
          }
        });
    return differences;
  }

  private static String different(String path, String here, String there) {
    return ReadableSettings.value(path, here) + ", not " + ReadableSettings.value(path, there);
  }
}
