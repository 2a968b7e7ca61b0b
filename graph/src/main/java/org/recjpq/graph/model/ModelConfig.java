package org.recjpq.graph.model;

import java.util.List;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.EncoderShape;
import org.recjpq.graph.encoders.UnrolledLengths;
import org.recjpq.graph.items.ItemSettings;

/**
 * Everything needed to build a model, except the catalogue and its item codes.
 *
 * @param encoder turns item vectors into sequence vectors
 * @param items how item vectors are represented
 * @param dimension d, the length of item and sequence vectors
 * @param maxLength maximum length of a sequence, including a mask at its end
 * @param dropout fraction of elements zeroed in training, in [0, 1)
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

  /** The properties of the model that the encoder depends on. */
  public EncoderShape shape() {
    return new EncoderShape(dimension, maxLength, items.followsRelu());
  }

  /** Maximum number of items of a history that the model uses to predict the next. */
  public int longestHistory() {
    return encoder.predictsAtMask() ? maxLength - 1 : maxLength;
  }

  /**
   * Whether histories must always be padded to {@link #longestHistory()} for ranking. Training may
   * pad less, see {@link #paddedLength}.
   */
  public boolean fixedLength() {
    return encoder.fixedLength();
  }

  /**
   * The L to which a training batch is padded. It has few values, so that few different shapes
   * occur.
   *
   * @param longest length of the longest sequence of the batch, in [0, maxLength]
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

  /** The lengths for which an unrolled encoder has training ops, longest first. */
  List<Integer> unrolledLengths() {
    return UnrolledLengths.upTo(maxLength);
  }
}
