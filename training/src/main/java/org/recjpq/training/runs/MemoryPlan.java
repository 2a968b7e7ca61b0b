package org.recjpq.training.runs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ScoringMemory;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.OptimizerSettings;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.Sizes;

/**
 * The memory that the steps of a training run will need, in bytes, estimated before it starts.
 *
 * <p>The factors were fitted to the peak resident memory that {@code recjpq benchmark step} reports
 * on Linux, x86, with two threads; for all measured configurations ({@code MemoryPlanTest} lists
 * them) the estimate is at most 15 % off. They depend on which tensors are alive at the same time,
 * so they change with the graph. Not included: the log, and the scores of a validation, which ranks
 * in batches of limited size.
 *
 * @param parameters float32 parameters, 4 bytes each
 * @param codes item codes, once in the graph and once on the Java heap
 * @param optimizer the optimizer's state, and the gradients; for lazy tables only gradients of the
 *     rows of a step, plus the initial values of all parameters, which need as much memory as the
 *     parameters until these are set
 * @param activations tensors that the forward and backward pass of the largest batch keep alive
 * @param transitions the memory of transitions, which is mapped from its file and read at
 *     validations
 * @param process the JVM and TensorFlow themselves, and the graph if it is large
 */
public record MemoryPlan(
    long parameters, long codes, long optimizer, long activations, long transitions, long process) {
  private static final long PROCESS = 420L << 20;

  /** Number of copies of the gradients of the rows that a step looks up. */
  private static final int ROW_GRADIENTS = 2;

  /** Averages of the parameters: one that follows the steps, and a copy to rank with. */
  private static final int AVERAGES = 2;

  /**
   * Estimates the training of a run.
   *
   * @param parameterCount trained float32 parameters
   */
  static MemoryPlan of(RunData data, long parameterCount) {
    ItemCodes codes = data.codes();
    TrainingConfig config = data.config().training();
    return of(
        config, config.model(), parameterCount, data.items(), codes == null ? null : codes.shape());
  }

  /** The same for the model with a vector per item instead of the shared sub-embeddings. */
  static MemoryPlan ofFullTable(RunData data, long parameterCount) {
    ItemCodes codes = data.codes();
    TrainingConfig config = data.config().training();
    long dimension = config.model().dimension();
    long table = (data.items() + Catalogue.SPECIAL_ROWS) * dimension;
    long shared =
        codes == null
            ? table
            : config
                .model()
                .items()
                .sharedParameters(config.model().dimension(), codes.shape().subIds());
    ModelConfig full = config.model().withItems(new FullEmbedding.Tied());
    return of(config, full, parameterCount - shared + table, data.items(), null);
  }

  /**
   * Estimates a training without access to its data.
   *
   * @param parameterCount trained float32 parameters
   * @param items N
   * @param codes shape of the item codes, or null for a full item table
   */
  public static MemoryPlan of(
      TrainingConfig config, long parameterCount, int items, @Nullable CodeShape codes) {
    return of(config, config.model(), parameterCount, items, codes);
  }

  private static MemoryPlan of(
      TrainingConfig config,
      ModelConfig model,
      long parameterCount,
      int items,
      @Nullable CodeShape codes) {
    Step step =
        new Step(
            config.schedule().batchSize(),
            config.loss(),
            config.task().mostTargets(model.maxLength()),
            config.optimization().optimizer(),
            config.optimization().averageDecay() > 0);
    MemoryPlan plan = of(model, parameterCount, items, codes, step);
    return new MemoryPlan(
        plan.parameters,
        plan.codes,
        plan.optimizer,
        plan.activations,
        config.memory().bytes(items),
        plan.process);
  }

  /**
   * A warning if the plan needs more memory than is available; a run may get by with less than
   * planned.
   *
   * @param limit bytes available
   * @throws DataException if it needs more and has a loss over the whole catalogue, whose cost the
   *     user may not have been aware of
   */
  public Optional<String> warning(long limit, TrainingConfig config) {
    if (peak() <= limit) {
      return Optional.empty();
    }
    String needed = Sizes.bytes(peak());
    String present = Sizes.bytes(limit);
    if (config.loss().scoresWholeCatalogue()) {
      throw new DataException(
          ("loss: expected a training that fits into %s of memory, planned %s, because %s scores"
                  + " every item at every target; use%s sampled-softmax as loss, lower"
                  + " schedule.batchSize, or raise the memory limit")
              .formatted(
                  present,
                  needed,
                  config.loss().name(),
                  config.task().hasSeveralPositives() ? " next-item as task and" : ""));
    }
    String table = config.model().items().codes() == null ? ", or use jpq as model.items" : "";
    return Optional.of(
        "Training is expected to need %s of memory, but %s are available; lower schedule.batchSize,"
                .formatted(needed, present)
            + " model.maxLength or model.dimension"
            + table
            + ".");
  }

  /**
   * The parts of a training step other than the model.
   *
   * @param batchSize B
   * @param targets maximum number of target positions of a sequence
   * @param averages whether the weights are averaged over steps
   */
  record Step(
      int batchSize,
      LossSettings loss,
      int targets,
      OptimizerSettings optimizer,
      boolean averages) {
    /**
     * Maximum number of rows of an item table that are looked up, for the input and as candidates.
     */
    private long lookups(int maxLength) {
      NegativeSampling negatives = loss.negatives();
      long shared = negatives != null && negatives.shared() ? negatives.count() : 0;
      long perTarget = negatives == null || negatives.shared() ? 1 : 1 + negatives.count();
      return batchSize * (maxLength + targets * perTarget) + shared;
    }
  }

  /**
   * Estimates the training step of a model without a memory of transitions.
   *
   * @param parameterCount trained float32 parameters
   * @param items N
   * @param codes shape of the item codes, or null for a full item table
   */
  static MemoryPlan of(
      ModelConfig model, long parameterCount, int items, @Nullable CodeShape codes, Step step) {
    long rows = (long) items + Catalogue.SPECIAL_ROWS;
    long ofEncoder =
        model.maxLength() * model.encoder().activations(model.dimension(), model.maxLength());
    var scoring = new ScoringMemory(items, model.dimension(), codes);
    long ofLoss = step.targets * step.loss.activations(scoring);
    int copies = step.optimizer.statesPerParameter() + (step.averages ? AVERAGES : 0);
    long states = copies * parameterCount;
    long ofTables =
        step.optimizer.lazyTables()
            ? ROW_GRADIENTS * Math.min(rows, step.lookups(model.maxLength())) * model.dimension()
            : model.items().tableGradients(rows, model.dimension());
    return new MemoryPlan(
        parameterCount * Float.BYTES,
        codes == null ? 0 : rows * codes.splits() * (codes.bytesPerSubId() + tensorBytes(codes)),
        (states + parameterCount + ofTables) * Float.BYTES,
        step.batchSize * (ofEncoder + ofLoss) * Float.BYTES,
        0,
        PROCESS + model.encoder().opBytes(model.dimension(), model.maxLength()));
  }

  /** The expected peak of resident memory. */
  public long peak() {
    return parameters + codes + optimizer + activations + transitions + process;
  }

  /** Bytes of a sub-id in a graph. */
  private static int tensorBytes(CodeShape codes) {
    return codes.subIds() <= CodeShape.BYTE_SUB_IDS ? Byte.BYTES : Integer.BYTES;
  }
}
