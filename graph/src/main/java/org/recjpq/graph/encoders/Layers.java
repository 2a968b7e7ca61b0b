package org.recjpq.graph.encoders;

/** Checks shared by the settings of several encoders. */
final class Layers {
  private Layers() {}

  /** What follows the last slash of a parameter's name: the scope of the ops that use it. */
  static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  static void requireAtLeastOne(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + " must be at least 1, found " + value);
    }
  }

  /** Checks that the dimension is a multiple of the number of heads. */
  static void requireDivides(int heads, int dimension) {
    if (dimension % heads != 0) {
      throw new IllegalArgumentException(
          "model.dimension: expected a multiple of model.encoder.heads (%d), found %d"
              .formatted(heads, dimension));
    }
  }

  /** Checks the setting {@code feedForward}, the inner width of a feed-forward part. */
  static void requireWidth(int feedForward) {
    if (feedForward < 0) {
      throw new IllegalArgumentException(
          "feedForward must be at least 1, or 0 for four times the dimension, found "
              + feedForward);
    }
  }

  /** Count of numbers per position for the attention weights and everything derived from them. */
  static long attention(int layers, int heads, int maxLength) {
    return 5L * layers * heads * maxLength;
  }
}
