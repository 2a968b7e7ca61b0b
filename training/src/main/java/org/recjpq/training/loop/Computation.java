package org.recjpq.training.loop;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow computes a training step. Another choice gives other rounding.
 *
 * @param threads of TensorFlow's pools; the first session of a process decides for all
 * @param bfloat16 whether matrix products, and what lies between them, are computed from numbers
 *     rounded to bfloat16 (8 bits of precision); variables, their updates and all ranking stay
 *     float32. Needs a processor that multiplies bfloat16
 */
public record Computation(int threads, boolean bfloat16) {
  /** In float32 on so many threads. */
  public static Computation exact(int threads) {
    return new Computation(threads, false);
  }

  /**
   * Settings of a session.
   *
   * @param asBuilt whether the graph is run as it was built, without TensorFlow's meta optimizer
   * @throws IllegalArgumentException if it is to be run as built and in bfloat16, which is the meta
   *     optimizer's work
   */
  public ConfigProto settings(boolean asBuilt) {
    if (asBuilt && bfloat16) {
      throw new IllegalArgumentException("a graph that is run as built knows no bfloat16");
    }
    ConfigProto.Builder settings =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads);
    settings.getGpuOptionsBuilder().setAllowGrowth(true); // only what is needed, not all there is
    settings
        .getGraphOptionsBuilder()
        .getRewriteOptionsBuilder()
        .setDisableMetaOptimizer(asBuilt)
        .setAutoMixedPrecisionOnednnBfloat16(
            bfloat16 ? RewriterConfig.Toggle.ON : RewriterConfig.Toggle.OFF);
    return settings.build();
  }
}
