package org.recjpq.training.runs;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.model.ModelConfig;

/**
 * What a training run will need of memory, in bytes, estimated before it starts.
 *
 * @param parameters float32 parameters, 4 bytes each
 * @param codes item codes in the graph
 * @param optimizer Adam's two moments and the gradients
 * @param activations what forward and backward pass of the largest batch keep alive
 * @param process the JVM and TensorFlow themselves, as measured on Linux with an empty graph
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
   * @param negatives k
   */
  public static MemoryPlan of(
      ModelConfig model,
      long parameterCount,
      int items,
      @Nullable CodeShape codes,
      int batchSize,
      int negatives) {
    long bytes = parameterCount * Float.BYTES;
    long codeBytes =
        codes == null
            ? 0
            : (long) (items + Catalogue.SPECIAL_ROWS) * codes.splits() * codes.bytesPerSubId();
    return new MemoryPlan(
        bytes, codeBytes, 3 * bytes, activations(model, batchSize, negatives), PROCESS);
  }

  /**
   * The floats a position keeps alive, roughly: some vectors a block, the attention, the scores.
   */
  private static long activations(ModelConfig model, int batchSize, int negatives) {
    long positions = (long) batchSize * model.maxLength();
    long blockVectors = 16L * model.blocks() + 6;
    long attention = 5L * model.blocks() * model.heads() * model.maxLength();
    long scores = (2L + negatives) * 12;
    return Float.BYTES * positions * (blockVectors * model.dimension() + attention + scores);
  }

  /** The expected peak of resident memory. */
  public long peak() {
    return parameters + codes + optimizer + activations + process;
  }
}
