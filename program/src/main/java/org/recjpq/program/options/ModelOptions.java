package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the model's architecture. */
@Heading("Model")
public final class ModelOptions {
  @Sets("model.items")
  @Option(
      names = "--items",
      completionCandidates = PartName.Items.class,
      paramLabel = "TABLE",
      description =
          "Item embedding: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). jpq is RecJPQ's;"
              + " full has a vector per item; full-untied has a second table for the output, as the"
              + " official base SASRec does; full-biased has a second table and a bias per item, as"
              + " the official base GRU4Rec does.")
  @Nullable String items;

  @Sets("model.dimension")
  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of an item vector, a multiple of --splits (default ${DEFAULT-VALUE}).")
  @Nullable Integer dimension;

  @Sets("model.maxLength")
  @Option(
      names = "--max-length",
      converter = Numbers.Positive.class,
      paramLabel = "L",
      description =
          "Number of newest items of a history that are used, one less for BERT4Rec because of its"
              + " mask (default ${DEFAULT-VALUE}).")
  @Nullable Integer maxLength;

  @Sets("model.encoder.blocks")
  @Option(
      names = "--blocks",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Layers of the encoder (default ${DEFAULT-VALUE}).")
  @Nullable Integer blocks;

  @Sets("model.encoder.heads")
  @Option(
      names = "--heads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Attention heads of a transformer, a divisor of --dimension (default ${DEFAULT-VALUE}).")
  @Nullable Integer heads;

  @Sets("model.encoder.feedForward")
  @Option(
      names = "--feed-forward",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Inner width of the feed-forward network of a BERT4Rec or LiGR layer (default four times"
              + " --dimension).")
  @Nullable Integer feedForward;

  @Sets("model.encoder.attendPadding")
  @Option(
      names = "--attend-padding",
      description =
          "Let BERT4Rec attend to padding as if it were an item, as the official code does; every"
              + " sequence is then padded to --max-length.")
  boolean attendPadding;

  @Sets("memory.successors")
  @Option(
      names = "--memory",
      converter = Numbers.NotNegative.class,
      paramLabel = "T",
      description =
          "Keep the T strongest successors of each item in a memory of transitions, 4 bytes each,"
              + " whose scores are added to the model's; 0 for none (default ${DEFAULT-VALUE}). How"
              + " much is added is fitted on the validation users after training.")
  @Nullable Integer memory;

  @Mixin TransitionOptions transitions = new TransitionOptions();

  @Sets("model.dropout")
  @Option(
      names = "--dropout",
      converter = Numbers.ShareBelowOne.class,
      paramLabel = "RATE",
      description = "Dropout rate in training, in [0, 1) (default ${DEFAULT-VALUE}).")
  @Nullable Double dropout;
}
