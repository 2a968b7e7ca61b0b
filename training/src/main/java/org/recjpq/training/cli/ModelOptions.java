package org.recjpq.training.cli;

import org.recjpq.graph.model.EncoderKind;
import org.recjpq.graph.model.ItemsKind;
import org.recjpq.graph.model.ModelConfig;
import picocli.CommandLine.Option;

/** Options of the model's architecture. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "ENCODER",
      description = "Sequence encoder: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  EncoderKind encoder = EncoderKind.SASREC;

  @Option(
      names = "--items",
      paramLabel = "TABLE",
      description =
          "Item embedding: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). JPQ is RecJPQ's; FULL"
              + " has a vector an item; FULL_UNTIED has a second table for the output, as the"
              + " official base SASRec does.")
  ItemsKind items = ItemsKind.JPQ;

  @Option(
      names = "--dimension",
      paramLabel = "D",
      description = "Length of an item vector, a multiple of --splits (default ${DEFAULT-VALUE}).")
  int dimension = 128;

  @Option(
      names = "--max-length",
      paramLabel = "L",
      description = "Newest items of a history that count (default ${DEFAULT-VALUE}).")
  int maxLength = 200;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description = "Transformer blocks (default ${DEFAULT-VALUE}).")
  int blocks = 2;

  @Option(
      names = "--heads",
      paramLabel = "N",
      description = "Attention heads, a divisor of --dimension (default ${DEFAULT-VALUE}).")
  int heads = 1;

  @Option(
      names = "--dropout",
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

  ModelConfig config() {
    return new ModelConfig(encoder, items, dimension, maxLength, blocks, heads, dropout);
  }
}
