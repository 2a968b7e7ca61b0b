package org.recjpq.assignment.search;

import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * The items that are searched: the first rows of item codes.
 *
 * @param codes of at least {@code count} rows; those past the items, such as padding, are not read
 * @param count N, at least 1
 */
record SearchedItems(ItemCodes codes, int count) {
  SearchedItems {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least one item, found " + count);
    }
    if (count > codes.rows()) {
      throw new IllegalArgumentException(
          "expected codes of at least %d items, found %d rows".formatted(count, codes.rows()));
    }
  }

  CodeShape shape() {
    return codes.shape();
  }

  int subId(int item, int split) {
    return codes.subId(item, split);
  }

  /** The score of one item: its sub-scores, [m·b], added from split 0 on in float32. */
  float score(float[] subScores, int item) {
    float score = subScores[codes.subId(item, 0)];
    for (int split = 1; split < shape().splits(); split++) {
      score += subScores[split * shape().subIds() + codes.subId(item, split)];
    }
    return score;
  }
}
