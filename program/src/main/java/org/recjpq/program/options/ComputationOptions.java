package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.training.loop.Computation;
import org.recjpq.training.loop.GpuBuild;
import org.recjpq.training.machine.Machine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How TensorFlow computes a training step. */
public final class ComputationOptions {
  public static final String BFLOAT16 = "--bfloat16";

  private static final int MOST_PARTS = 8;
  private static final int MOST_UNROLLED_PARTS = 2;

  @Spec(Spec.Target.MIXEE)
  public CommandSpec command = CommandSpec.create();

  @Option(
      names = "--threads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "TensorFlow's threads (default: the processors of this machine).")
  public int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--batch-parts",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Parts in which a batch goes through the model, side by side, for most ops are too short"
              + " for several threads (default: one a thread, up to "
              + MOST_PARTS
              + ", for GRU4Rec "
              + MOST_UNROLLED_PARTS
              + "; 1 for full item tables and in builds for GPUs).")
  public @Nullable Integer batchParts;

  @Option(
      names = BFLOAT16,
      description =
          "Round to bfloat16 inside a training step, for speed; weights, their updates and all"
              + " ranking stay float32. Needs a processor with avx512_bf16 or amx_bf16.")
  public boolean bfloat16;

  /**
   * What was asked for.
   *
   * @throws ParameterException if this processor, or the model, cannot do it
   */
  public Computation of(ModelConfig model) {
    if (bfloat16 && model.encoder().unrolled()) {
      throw new ParameterException(
          command.commandLine(),
          "%s has no effect on %s, whose graph is run as it is built; leave it out"
              .formatted(BFLOAT16, model.encoder().name()));
    }
    if (bfloat16 && !Machine.multipliesBfloat16()) {
      throw new ParameterException(
          command.commandLine(),
          "%s: expected a processor with %s, found %s; leave it out"
              .formatted(BFLOAT16, Machine.BFLOAT16_FEATURES, Machine.processor()));
    }
    return new Computation(
        threads, batchParts == null ? defaultParts(model) : batchParts, bfloat16);
  }

  /**
   * As many as threads. But where items have vectors of their own, the most work is in single ops
   * on the whole table, which need all threads; so does a GPU. The ops of an unrolled encoder are
   * thousands a part, and must be kept in bounds.
   */
  private int defaultParts(ModelConfig model) {
    if (!model.items().needsCodes() || GpuBuild.isThis()) {
      return 1;
    }
    return Math.min(threads, model.encoder().unrolled() ? MOST_UNROLLED_PARTS : MOST_PARTS);
  }
}
