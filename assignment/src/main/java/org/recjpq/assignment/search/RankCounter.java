package org.recjpq.assignment.search;

import java.util.Arrays;
import org.recjpq.assignment.transitions.MemoryParts;

/**
 * Counts the items before up to four targets, one per sequence.
 *
 * <p>All items are counted by the scores of the model, against the target's score with its parts of
 * the memory. The few other items with parts are then counted again with these.
 */
final class RankCounter {
  private final SearchedItems items;
  private final int[] four; // sequences, in [0, B)
  private final float[][] subScores; // [B]
  private final MemoryParts[] parts; // [B]
  private final int[] targets; // [B]
  private final float[] targetScores; // [4]

  RankCounter(
      SearchedItems items, int[] four, float[][] subScores, MemoryParts[] parts, int[] targets) {
    this.items = items;
    this.four = four;
    this.subScores = subScores;
    this.parts = parts;
    this.targets = targets;
    this.targetScores = new float[four.length];
  }

  /**
   * Stores the ranks of the targets at the indexes of their sequences; see {@link BatchScan#ranks}.
   */
  void count(int[][] seen, int[] ranks) {
    Lanes lanes = new Lanes(items);
    int[] closeBefore = new int[four.length];
    for (int lane = 0; lane < four.length; lane++) {
      int sequence = four[lane];
      float targetScore = blended(sequence, targets[sequence]);
      targetScores[lane] = targetScore;
      Levels levels = new Levels(subScores[sequence], items.shape());
      lanes.setLevels(lane, levels);
      lanes.setBounds(lane, levels.possiblyFrom(targetScore), levels.surelyAbove(targetScore));
    }
    lanes.scan(() -> {}, (lane, item) -> closeBefore[lane] += isBefore(lane, item) ? 1 : 0);
    for (int lane = 0; lane < four.length; lane++) {
      int before = lanes.countAbove(lane) + closeBefore[lane];
      int[] left = seen[four[lane]];
      ranks[four[lane]] = 1 + before - seenBefore(lane, left) + movedBefore(lane, left);
    }
  }

  private int seenBefore(int lane, int[] seen) {
    int target = targets[four[lane]];
    return (int) Arrays.stream(seen).filter(item -> item != target && isBefore(lane, item)).count();
  }

  /** The items that the memory moves before the target, less those that it does not keep there. */
  private int movedBefore(int lane, int[] seen) {
    int sequence = four[lane];
    int moved = 0;
    for (int item : parts[sequence].distinctItems()) {
      if (item != targets[sequence] && Arrays.stream(seen).noneMatch(other -> other == item)) {
        moved += isBefore(lane, item, blended(sequence, item)) ? 1 : 0;
        moved -= isBefore(lane, item) ? 1 : 0;
      }
    }
    return moved;
  }

  private float blended(int sequence, int item) {
    return parts[sequence].added(item, items.score(subScores[sequence], item));
  }

  private boolean isBefore(int lane, int item) {
    return isBefore(lane, item, items.score(subScores[four[lane]], item));
  }

  private boolean isBefore(int lane, int item, float score) {
    float targetScore = targetScores[lane];
    boolean isBetter = !(score <= targetScore); // or one of them is not a number
    return isBetter || (score == targetScore && item < targets[four[lane]]);
  }
}
