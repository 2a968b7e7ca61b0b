package org.recjpq.training.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.model.EncoderKind;
import org.recjpq.graph.model.ItemsKind;
import org.recjpq.graph.model.ModelConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the model's architecture. */
final class ModelOptions {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "ENCODER",
      description = "Sequence encoder: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  EncoderKind encoder = EncoderKind.SASREC;

  @Option(
      names = "--items",
      paramLabel = "TABLE",
      description =
          "Item embedding: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). JPQ is RecJPQ's;"
              + " FULL has a vector an item; FULL_UNTIED has a second table for the output, as the"
              + " official base SASRec does.")
  ItemsKind items = ItemsKind.JPQ;

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of an item vector, a multiple of --splits (default ${DEFAULT-VALUE}).")
  int dimension = 128;

  @Option(
      names = "--max-length",
      converter = Numbers.Positive.class,
      paramLabel = "L",
      description = "Newest items of a history that count (default ${DEFAULT-VALUE}).")
  int maxLength = 200;

  @Option(
      names = "--blocks",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Transformer blocks (default ${DEFAULT-VALUE}).")
  int blocks = 2;

  @Option(
      names = "--heads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Attention heads, a divisor of --dimension (default ${DEFAULT-VALUE}).")
  int heads = 1;

  @Option(
      names = "--dropout",
      converter = Numbers.ShareBelowOne.class,
      paramLabel = "RATE",
      description = "Share of elements dropped in training, in [0, 1) (default ${DEFAULT-VALUE}).")
  double dropout = 0.2;

  /** Options whose defaults make a small model. */
  static ModelOptions small() {
    ModelOptions options = new ModelOptions();
    options.dimension = 64;
    options.maxLength = 50;
    return options;
  }

  /**
   * The architecture.
   *
   * @param splits m of the item codes, or 1 where items have none
   * @throws ParameterException if the heads or the splits do not divide the dimension
   */
  ModelConfig config(int splits) {
    requireDivisor("--heads", heads);
    requireDivisor("--splits", splits);
    return new ModelConfig(encoder, items, dimension, maxLength, blocks, heads, dropout);
  }

  private void requireDivisor(String option, int divisor) {
    if (dimension % divisor != 0) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "--dimension: expected a multiple of %s (%d), found %d"
              .formatted(option, divisor, dimension));
    }
  }
}
