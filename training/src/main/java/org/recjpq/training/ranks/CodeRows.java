package org.recjpq.training.ranks;

import java.util.Arrays;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Item codes laid out for scans: the cells of an item's sub-scores, {@value #SPLITS_AT_ONCE} splits
 * side by side.
 *
 * <p>Sub-id j of split k has its sub-score in cell k·b + j. Where the splits are no multiple of
 * {@value #SPLITS_AT_ONCE}, cell m·b fills up; a scan has a zero there.
 */
final class CodeRows {
  /** So many lookups stand in one expression, which is what makes them quick. */
  static final int SPLITS_AT_ONCE = 8;

  /** Of a longer array some Java runtimes have no room. */
  private static final int MOST_ITEMS = (Integer.MAX_VALUE - 8) / SPLITS_AT_ONCE;

  private final int items;
  private final CodeShape shape;
  private final char[][] parts; // ceil(m / 8) times [N, 8]

  /**
   * Copies the codes of the first {@code items} rows.
   *
   * @throws IllegalArgumentException if there are fewer rows, or cells that no char can name
   */
  CodeRows(ItemCodes codes, int items) {
    this.items = items;
    this.shape = codes.shape();
    if (items < 1 || items > codes.rows() || !fits(shape, items)) {
      throw new IllegalArgumentException(
          "expected codes of at least %d items and at most %d sub-ids in all, found %d rows and %d · %d sub-ids"
              .formatted(
                  Math.max(1, items),
                  (int) Character.MAX_VALUE,
                  codes.rows(),
                  shape.splits(),
                  shape.subIds()));
    }
    int count = (shape.splits() + SPLITS_AT_ONCE - 1) / SPLITS_AT_ONCE;
    parts = new char[count][Math.multiplyExact(items, SPLITS_AT_ONCE)];
    for (char[] part : parts) {
      Arrays.fill(part, (char) cells());
    }
    for (int item = 0; item < items; item++) {
      for (int split = 0; split < shape.splits(); split++) {
        char cell = (char) (split * shape.subIds() + codes.subId(item, split));
        parts[split / SPLITS_AT_ONCE][place(item, split)] = cell;
      }
    }
  }

  /**
   * Whether a char can name the cells of all sub-ids, and one more, and an array hold the items.
   */
  static boolean fits(CodeShape shape, int items) {
    return (long) shape.splits() * shape.subIds() <= Character.MAX_VALUE && items <= MOST_ITEMS;
  }

  private static int place(int item, int split) {
    return item * SPLITS_AT_ONCE + split % SPLITS_AT_ONCE;
  }

  /** N. */
  int items() {
    return items;
  }

  CodeShape shape() {
    return shape;
  }

  /** m·b. */
  int cells() {
    return shape.splits() * shape.subIds();
  }

  /** How many arrays of {@value #SPLITS_AT_ONCE} splits there are. */
  int parts() {
    return parts.length;
  }

  /** The cells of a run of splits, [N, 8]; not to be changed. */
  char[] part(int part) {
    return parts[part];
  }

  /** The score of an item: its sub-scores, [m·b], added up from split 0 on as the graph does. */
  float score(float[] subScores, int item) {
    float score = subScores[parts[0][place(item, 0)]];
    for (int split = 1; split < shape.splits(); split++) {
      score += subScores[parts[split / SPLITS_AT_ONCE][place(item, split)]];
    }
    return score;
  }
}
