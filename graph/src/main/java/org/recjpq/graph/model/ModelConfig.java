package org.recjpq.graph.model;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.model.EncoderKind.Setting;

/**
 * All that is needed, beside the catalogue and its item codes, to build a model.
 *
 * <p>What the encoder does not read must be 0 or false, so that a configuration says nothing that
 * has no effect.
 *
 * @param encoder what turns item vectors into sequence vectors
 * @param items how item vectors are kept
 * @param dimension d, a multiple of the heads and of the codes' m
 * @param maxLength the longest sequence the encoder takes, a mask at its end included
 * @param blocks layers of the encoder
 * @param heads attention heads of a layer
 * @param feedForward width between the two matrices of a layer's feed-forward part
 * @param attendPadding whether padding takes part in attention
 * @param dropout share of elements zeroed in training, in [0, 1)
 */
public record ModelConfig(
    EncoderKind encoder,
    ItemsKind items,
    int dimension,
    int maxLength,
    int blocks,
    int heads,
    int feedForward,
    boolean attendPadding,
    double dropout) {
  private static final int LENGTH_STEP = 8;

  public ModelConfig {
    if (dimension < 1 || maxLength < 1 || blocks < 1) {
      throw new IllegalArgumentException(
          "dimension, maxLength and blocks must be at least 1, found %d, %d, %d"
              .formatted(dimension, maxLength, blocks));
    }
    requireFits(encoder, Setting.HEADS, heads);
    requireFits(encoder, Setting.FEED_FORWARD, feedForward);
    if (heads > 0 && dimension % heads != 0) {
      throw new IllegalArgumentException(
          "dimension must be a multiple of heads, found %d and %d".formatted(dimension, heads));
    }
    if (attendPadding && !encoder.reads(Setting.ATTEND_PADDING)) {
      throw new IllegalArgumentException(Setting.ATTEND_PADDING + " has no effect on " + encoder);
    }
    if (maxLength < encoder.leastLength()) {
      throw new IllegalArgumentException(
          "maxLength of %s must be at least %d, found %d"
              .formatted(encoder, encoder.leastLength(), maxLength));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must lie in [0, 1), found " + dropout);
    }
  }

  private static void requireFits(EncoderKind encoder, Setting setting, int value) {
    boolean read = encoder.reads(setting);
    if (read ? value < 1 : value != 0) {
      throw new IllegalArgumentException(
          "%s of %s must be %s, found %d"
              .formatted(setting, encoder, read ? "at least 1" : "0, for it has none", value));
    }
  }

  /** A model with {@link org.recjpq.graph.encoders.SasRec}. */
  public static ModelConfig sasRec(
      ItemsKind items, int dimension, int maxLength, int blocks, int heads, double dropout) {
    return new ModelConfig(
        EncoderKind.SASREC, items, dimension, maxLength, blocks, heads, 0, false, dropout);
  }

  /** A model with {@link org.recjpq.graph.encoders.Bert4Rec} that does not attend to padding. */
  public static ModelConfig bert4Rec(
      ItemsKind items,
      int dimension,
      int maxLength,
      int blocks,
      int heads,
      int feedForward,
      double dropout) {
    return new ModelConfig(
        EncoderKind.BERT4REC,
        items,
        dimension,
        maxLength,
        blocks,
        heads,
        feedForward,
        false,
        dropout);
  }

  /** A model with {@link org.recjpq.graph.encoders.Gru4Rec}. */
  public static ModelConfig gru4Rec(
      ItemsKind items, int dimension, int maxLength, int blocks, double dropout) {
    return new ModelConfig(
        EncoderKind.GRU4REC, items, dimension, maxLength, blocks, 0, 0, false, dropout);
  }

  /** SASRec of the RecJPQ study (arXiv 2312.06165): d = 512, L = 200, 2 blocks, 1 head, 0.5. */
  public static ModelConfig study(ItemsKind items) {
    return sasRec(items, 512, 200, 2, 1, 0.5);
  }

  /** The same model with another item embedding. */
  public ModelConfig withItems(ItemsKind kind) {
    return new ModelConfig(
        encoder, kind, dimension, maxLength, blocks, heads, feedForward, attendPadding, dropout);
  }

  /** How many items of a history the model looks at when it predicts the next. */
  public int longestHistory() {
    return encoder.predictsAtMask() ? maxLength - 1 : maxLength;
  }

  /**
   * Whether histories to rank for must be padded to {@link #longestHistory()}, be they ever so
   * short. Training may pad less, see {@link #paddedLength}.
   */
  public boolean fixedLength() {
    return attendPadding || encoder.unrolled();
  }

  /**
   * The L to which a training batch is padded. There are not many, so that few different shapes
   * occur.
   *
   * @param longest of the batch, in [0, maxLength]
   */
  public int paddedLength(int longest) {
    if (attendPadding) {
      return maxLength;
    }
    if (encoder.unrolled()) {
      return unrolledLengths().stream()
          .filter(length -> length >= longest)
          .reduce(maxLength, Math::min);
    }
    int rounded = (longest + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
    return Math.min(Math.max(rounded, 1), maxLength);
  }

  /**
   * The numbers of positions for which an unrolled encoder has ops to train with: the longest
   * length, its half, its quarter and so on down to {@value #LENGTH_STEP} or a little more.
   *
   * @return longest first
   */
  List<Integer> unrolledLengths() {
    List<Integer> lengths = new ArrayList<>(List.of(maxLength));
    for (int length = maxLength; (length + 1) / 2 >= LENGTH_STEP; ) {
      length = (length + 1) / 2;
      lengths.add(length);
    }
    return lengths;
  }
}
