package org.recjpq.training.machine;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow computes a training step. A different choice rounds differently.
 *
 * @param threads size of TensorFlow's thread pools; the first session of a process decides for all
 * @param batchParts number of parts of a batch that go through the model in parallel; the threads
 *     are divided among them, so that with as many parts as threads each op has one
 * @param bfloat16 whether matrix products, and the ops between them, are computed from numbers
 *     rounded to bfloat16 (8 bits of precision); variables, their updates and all ranking stay
 *     float32. Needs a processor that multiplies bfloat16
 */
public record Computation(int threads, int batchParts, boolean bfloat16) {
  public Computation {
    if (threads < 1 || batchParts < 1) {
      throw new IllegalArgumentException(
          "threads and batchParts must be at least 1, found %d and %d"
              .formatted(threads, batchParts));
    }
  }

  /** In float32 on this many threads, with batches in one part. */
  public static Computation exact(int threads) {
    return new Computation(threads, 1, false);
  }

  /** The same in float32. */
  public Computation exact() {
    return new Computation(threads, batchParts, false);
  }

  /**
   * Settings of a session. Of a batch in parts, sums are added up as they were written, so that the
   * result does not depend on where the parts are computed.
   *
   * @param asBuilt whether the graph is run as it was built, without TensorFlow's meta optimizer
   * @throws IllegalArgumentException if it is to be run as built and in bfloat16, which the meta
   *     optimizer does
   */
  public ConfigProto settings(boolean asBuilt) {
    if (asBuilt && bfloat16) {
      throw new IllegalArgumentException("a graph that is run as built does not support bfloat16");
    }
    ConfigProto.Builder settings =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(Math.max(1, threads / batchParts))
            .setInterOpParallelismThreads(threads);
    settings.getGpuOptionsBuilder().setAllowGrowth(true); // only what is needed, not all memory
    settings
        .getGraphOptionsBuilder()
        .getRewriteOptionsBuilder()
        .setDisableMetaOptimizer(asBuilt)
        .setArithmeticOptimization(
            batchParts > 1 ? RewriterConfig.Toggle.OFF : RewriterConfig.Toggle.DEFAULT)
        .setAutoMixedPrecisionOnednnBfloat16(
            bfloat16 ? RewriterConfig.Toggle.ON : RewriterConfig.Toggle.OFF);
    return settings.build();
  }
}
