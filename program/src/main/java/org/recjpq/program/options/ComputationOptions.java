package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.machine.Machine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of how TensorFlow computes a training step. */
@Heading("Computation")
public final class ComputationOptions extends OptionGroup {
  private static final String BFLOAT16 = "--bfloat16";

  @Sets("computation.threads")
  @Option(
      names = "--threads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of TensorFlow's threads (default: the processors of this machine).")
  @Nullable Integer threads;

  @Sets("computation.batchParts")
  @Option(
      names = "--batch-parts",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Number of parts of a batch that go through the model in parallel, because most ops are"
              + " too short for several threads (default: one per thread, up to 8, for GRU4Rec 2; 1"
              + " for full item tables and in builds for GPUs).")
  @Nullable Integer batchParts;

  @Sets("computation.bfloat16")
  @Option(
      names = BFLOAT16,
      description =
          "Round to bfloat16 inside a training step, for speed; weights, their updates and all"
              + " ranking stay float32. Needs a processor with avx512_bf16 or amx_bf16.")
  boolean bfloat16;

  /**
   * Rejects what this machine cannot do.
   *
   * @throws ParameterException if bfloat16 is requested and the processor does not support it
   */
  public void check(TrainingConfig config) {
    if (config.computation().bfloat16() && !Machine.multipliesBfloat16()) {
      throw usageError(
          "%s: expected a processor with %s, found %s; leave it out"
              .formatted(BFLOAT16, Machine.BFLOAT16_FEATURES, Machine.processor()));
    }
  }
}
