package org.recjpq.training.runs;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.items.ScoringMemory;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;

/**
 * What the steps of a training run will need of memory, in bytes, estimated before it starts.
 *
 * <p>The factors were fitted to the peak resident memory that {@code recjpq benchmark step} reports
 * on Linux, x86, with two threads; for twelve configurations of SASRec and five of the other
 * encoders the estimate is at most 15 % off. They describe which tensors are alive at the same
 * time, so they change with the graph. Not in it: the log, and the scores of a validation, which
 * ranks in batches of limited size.
 *
 * @param parameters float32 parameters, 4 bytes each
 * @param codes item codes, once in the graph and once on the Java heap
 * @param optimizer Adam's two moments and the gradients, which are as large as the parameters
 * @param activations what forward and backward pass of the largest batch keep alive
 * @param process the JVM and TensorFlow themselves, and the graph where it is a large one
 */
public record MemoryPlan(
    long parameters, long codes, long optimizer, long activations, long process) {
  private static final long PROCESS = 420L << 20;

  /**
   * Estimates the training step of a model.
   *
   * @param parameterCount trained float32 parameters
   * @param items N
   * @param codes shape of the item codes, or null for a full item table
   * @param batchSize B
   * @param loss of the model
   * @param targets the most target positions of a sequence
   */
  public static MemoryPlan of(
      ModelConfig model,
      long parameterCount,
      int items,
      @Nullable CodeShape codes,
      int batchSize,
      LossSettings loss,
      int targets) {
    long rows = (long) items + Catalogue.SPECIAL_ROWS;
    long bytes = parameterCount * Float.BYTES;
    long ofEncoder =
        model.maxLength() * model.encoder().activations(model.dimension(), model.maxLength());
    var scoring = new ScoringMemory(items, model.dimension(), codes);
    long ofLoss = targets * loss.activations(scoring);
    return new MemoryPlan(
        bytes,
        codes == null ? 0 : 2 * rows * codes.splits() * codes.bytesPerSubId(),
        3 * bytes + model.items().tableGradients(rows, model.dimension()) * Float.BYTES,
        batchSize * (ofEncoder + ofLoss) * Float.BYTES,
        PROCESS + model.encoder().opBytes(model.dimension(), model.maxLength()));
  }

  /** The expected peak of resident memory. */
  public long peak() {
    return parameters + codes + optimizer + activations + process;
  }
}
