package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.training.runs.ModelKind;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the model's architecture. */
public final class ModelOptions extends OptionGroup {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "Encoder with its task and loss: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  public ModelKind kind = ModelKind.GSASREC;

  @Option(
      names = "--items",
      paramLabel = "TABLE",
      description =
          "Item embedding: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). JPQ is RecJPQ's;"
              + " FULL has a vector an item; FULL_UNTIED has a second table for the output, as the"
              + " official base SASRec does; FULL_BIASED has a second table and a bias an item, as"
              + " the official base GRU4Rec does.")
  public ItemTable items = ItemTable.JPQ;

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of an item vector, a multiple of --splits (default ${DEFAULT-VALUE}).")
  public int dimension = 128;

  @Option(
      names = "--max-length",
      converter = Numbers.Positive.class,
      paramLabel = "L",
      description =
          "Newest items of a history that count, one less for BERT4Rec's mask (default"
              + " ${DEFAULT-VALUE}).")
  public int maxLength = 200;

  @Option(
      names = "--blocks",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Layers of the encoder (default ${DEFAULT-VALUE}).")
  public int blocks = 2;

  @Option(
      names = "--heads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Attention heads of a transformer, a divisor of --dimension (default ${DEFAULT-VALUE}).")
  public int heads = 1;

  @Option(
      names = "--feed-forward",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Width between the two matrices of a BERT4Rec layer (default four times --dimension).")
  public @Nullable Integer feedForward;

  @Option(
      names = "--attend-padding",
      description =
          "Let BERT4Rec look at padding as if it were an item, as the official code does; every"
              + " sequence is then padded to --max-length.")
  public boolean attendPadding;

  @Option(
      names = "--dropout",
      converter = Numbers.ShareBelowOne.class,
      paramLabel = "RATE",
      description = "Share of elements dropped in training, in [0, 1) (default ${DEFAULT-VALUE}).")
  public double dropout = 0.2;

  /** Options whose defaults make a small model. */
  public static ModelOptions small() {
    ModelOptions options = new ModelOptions();
    options.dimension = 64;
    options.maxLength = 50;
    return options;
  }

  /**
   * The architecture.
   *
   * @param codes how item codes are assigned, or null where items have none
   * @throws ParameterException if a given option has no effect on the encoder, the heads or the
   *     splits do not divide the dimension, or the length is too short for the encoder
   */
  public ModelConfig config(@Nullable CodeAssigner codes) {
    EncoderSettings encoder = kind.encoder();
    boolean isBert = encoder instanceof Bert4Rec.Settings;
    boolean hasHeads = isBert || encoder instanceof SasRec.Settings;
    requireEffect("--heads", hasHeads, kind);
    requireEffect("--feed-forward", isBert, kind);
    requireEffect("--attend-padding", isBert, kind);
    if (hasHeads) {
      requireDivisor("--heads", heads);
    }
    requireDivisor("--splits", codes == null ? 1 : codes.splits());
    if (maxLength < encoder.leastLength()) {
      throw wrongUse(
          "--max-length: expected at least %d for %s, found %d"
              .formatted(encoder.leastLength(), kind, maxLength));
    }
    return new ModelConfig(encoder(encoder), items.settings(codes), dimension, maxLength, dropout);
  }

  private EncoderSettings encoder(EncoderSettings defaults) {
    if (defaults instanceof SasRec.Settings) {
      return new SasRec.Settings(blocks, heads);
    }
    return defaults instanceof Bert4Rec.Settings
        ? new Bert4Rec.Settings(blocks, heads, feedForward == null ? 0 : feedForward, attendPadding)
        : new Gru4Rec.Settings(blocks);
  }

  private void requireDivisor(String option, int divisor) {
    if (dimension % divisor != 0) {
      throw wrongUse(
          "--dimension: expected a multiple of %s (%d), found %d"
              .formatted(option, divisor, dimension));
    }
  }
}
