package org.recjpq.savedmodels.signatures;

/** Rows of a request that are answered at once. */
final class RowsPerPiece {
  /** Maximum number of scores of a piece: 32 MiB, of which there are a few copies. */
  private static final int SCORES = 1 << 23;

  /** Fewer would be slower; {@link Pieces} cuts those of a very large catalogue once more. */
  private static final int LEAST = 32;

  private static final int MOST = 128;

  private RowsPerPiece() {}

  /** For a catalogue whose scores have {@code rows} rows. */
  static int of(int rows) {
    return Math.max(LEAST, Math.min(MOST, SCORES / rows));
  }
}
