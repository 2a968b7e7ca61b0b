package org.recjpq.training.config;

import org.recjpq.graph.model.ModelConfig;
import org.recjpq.training.machine.Computation;
import org.recjpq.training.machine.GpuBuild;

/**
 * How TensorFlow computes a training step. A different choice rounds differently.
 *
 * @param threads number of TensorFlow's threads; 0 for the number of processors
 * @param batchParts number of parts of a batch that go through the model in parallel, because most
 *     ops are too short for several threads; 0 for a number chosen by model and threads
 * @param bfloat16 whether numbers are rounded to bfloat16 inside a step; see {@link Computation}
 */
public record ComputationConfig(int threads, int batchParts, boolean bfloat16) {
  /** Threads and parts chosen by machine and model, in float32. */
  public static final ComputationConfig DEFAULT = new ComputationConfig(0, 0, false);

  private static final int MOST_PARTS = 8;
  private static final int MOST_UNROLLED_PARTS = 2;

  public ComputationConfig {
    if (threads < 0 || batchParts < 0) {
      throw new IllegalArgumentException(
          "threads and batchParts must be at least 0, found %d and %d"
              .formatted(threads, batchParts));
    }
  }

  /** The same with the numbers chosen for this machine. */
  public ComputationConfig resolved(ModelConfig model) {
    int all = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    return new ComputationConfig(
        all, batchParts == 0 ? defaultParts(model, all) : batchParts, bfloat16);
  }

  /** The settings of a session, resolved for this machine. */
  public Computation of(ModelConfig model) {
    ComputationConfig here = resolved(model);
    return new Computation(here.threads, here.batchParts, bfloat16);
  }

  /**
   * As many as threads, with two exceptions. If items have vectors of their own, most of the work
   * is in single ops on the whole table, which need all threads; so does a GPU. An unrolled encoder
   * has thousands of ops per part, which must be kept within bounds.
   */
  private static int defaultParts(ModelConfig model, int threads) {
    if (model.items().codes() == null || GpuBuild.isThis()) {
      return 1;
    }
    return Math.min(threads, model.encoder().unrolled() ? MOST_UNROLLED_PARTS : MOST_PARTS);
  }
}
