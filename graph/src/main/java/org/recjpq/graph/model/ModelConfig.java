package org.recjpq.graph.model;

import java.util.List;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.EncoderShape;
import org.recjpq.graph.encoders.UnrolledLengths;
import org.recjpq.graph.items.ItemSettings;

/**
 * All that is needed, beside the catalogue and its item codes, to build a model.
 *
 * @param encoder what turns item vectors into sequence vectors
 * @param items how item vectors are kept
 * @param dimension d, the length of item and sequence vectors
 * @param maxLength the longest sequence the encoder takes, a mask at its end included
 * @param dropout share of elements zeroed in training, in [0, 1)
 */
public record ModelConfig(
    EncoderSettings encoder, ItemSettings items, int dimension, int maxLength, double dropout) {
  private static final int LENGTH_STEP = 8;

  /** Checks that the parts fit together; messages name settings as a configuration does. */
  public ModelConfig {
    requireAtLeastOne("dimension", dimension);
    requireAtLeastOne("maxLength", maxLength);
    encoder.check(dimension, maxLength);
    items.check(dimension);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "model.dropout: expected a number in [0, 1), found " + dropout);
    }
  }

  private static void requireAtLeastOne(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "model.%s: expected at least 1, found %d".formatted(setting, value));
    }
  }

  /** The same model with another item embedding. */
  public ModelConfig withItems(ItemSettings other) {
    return new ModelConfig(encoder, other, dimension, maxLength, dropout);
  }

  /** What the encoder is told of the model. */
  public EncoderShape shape() {
    return new EncoderShape(dimension, maxLength, items.followsRelu());
  }

  /** How many items of a history the model looks at when it predicts the next. */
  public int longestHistory() {
    return encoder.predictsAtMask() ? maxLength - 1 : maxLength;
  }

  /**
   * Whether histories to rank for must be padded to {@link #longestHistory()}, however short they
   * are. Training may pad less, see {@link #paddedLength}.
   */
  public boolean fixedLength() {
    return encoder.fixedLength();
  }

  /**
   * The L to which a training batch is padded. There are not many, so that few different shapes
   * occur.
   *
   * @param longest of the batch, in [0, maxLength]
   */
  public int paddedLength(int longest) {
    if (encoder.unrolled()) {
      return UnrolledLengths.atLeast(longest, maxLength);
    }
    if (encoder.fixedLength()) {
      return maxLength;
    }
    int rounded = (longest + LENGTH_STEP - 1) / LENGTH_STEP * LENGTH_STEP;
    return Math.min(Math.max(rounded, 1), maxLength);
  }

  /** The lengths for which an unrolled encoder has ops to train with, longest first. */
  List<Integer> unrolledLengths() {
    return UnrolledLengths.upTo(maxLength);
  }
}
