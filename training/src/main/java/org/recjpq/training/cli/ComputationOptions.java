package org.recjpq.training.cli;

import java.util.Locale;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.training.console.Machine;
import org.recjpq.training.loop.Computation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How TensorFlow computes a training step. */
final class ComputationOptions {
  static final String BFLOAT16 = "--bfloat16";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--threads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "TensorFlow's threads (default: the processors of this machine).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = BFLOAT16,
      description =
          "Round to bfloat16 inside a training step, for speed; weights, their updates and all"
              + " ranking stay float32. Needs a processor with avx512_bf16 or amx_bf16.")
  boolean bfloat16;

  /**
   * What was asked for.
   *
   * @throws ParameterException if this processor, or the model, cannot do it
   */
  Computation of(ModelConfig model) {
    if (bfloat16 && model.encoder().unrolled()) {
      throw new ParameterException(
          command.commandLine(),
          "%s has no effect on %s, whose graph is run as it is built; leave it out"
              .formatted(BFLOAT16, model.encoder().name().toLowerCase(Locale.ROOT)));
    }
    if (bfloat16 && !Machine.multipliesBfloat16()) {
      throw new ParameterException(
          command.commandLine(),
          "%s: expected a processor with %s, found %s; leave it out"
              .formatted(BFLOAT16, Machine.BFLOAT16_FEATURES, Machine.processor()));
    }
    return new Computation(threads, bfloat16);
  }
}
