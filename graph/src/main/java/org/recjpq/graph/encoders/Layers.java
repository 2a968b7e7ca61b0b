package org.recjpq.graph.encoders;

/** Checks that settings of several encoders share. */
final class Layers {
  private Layers() {}

  static void requireAtLeastOne(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + " must be at least 1, found " + value);
    }
  }

  /** The dimension is cut into as many parts as there are heads. */
  static void requireDivides(int heads, int dimension) {
    if (dimension % heads != 0) {
      throw new IllegalArgumentException(
          "model.dimension: expected a multiple of model.encoder.heads (%d), found %d"
              .formatted(heads, dimension));
    }
  }

  /** Numbers that the attention weights of a position take, with all that follows from them. */
  static long attention(int layers, int heads, int maxLength) {
    return 5L * layers * heads * maxLength;
  }
}
