package org.recjpq.assignment.search;

import java.util.Arrays;

/** Counts the items before up to four targets, one per sequence. */
final class RankCounter {
  private final SearchedItems items;
  private final int[] four; // sequences, in [0, B)
  private final float[][] subScores; // [B]
  private final int[] targets; // [B]
  private final float[] targetScores; // [4]

  RankCounter(SearchedItems items, int[] four, float[][] subScores, int[] targets) {
    this.items = items;
    this.four = four;
    this.subScores = subScores;
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
      float targetScore = items.score(subScores[sequence], targets[sequence]);
      targetScores[lane] = targetScore;
      Levels levels = new Levels(subScores[sequence], items.shape());
      lanes.setLevels(lane, levels);
      lanes.setBounds(lane, levels.possiblyFrom(targetScore), levels.surelyAbove(targetScore));
    }
    lanes.scan(() -> {}, (lane, item) -> closeBefore[lane] += isBefore(lane, item) ? 1 : 0);
    for (int lane = 0; lane < four.length; lane++) {
      int before = lanes.countAbove(lane) + closeBefore[lane];
      ranks[four[lane]] = 1 + before - seenBefore(lane, seen[four[lane]]);
    }
  }

  private int seenBefore(int lane, int[] seen) {
    int target = targets[four[lane]];
    return (int) Arrays.stream(seen).filter(item -> item != target && isBefore(lane, item)).count();
  }

  private boolean isBefore(int lane, int item) {
    float score = items.score(subScores[four[lane]], item);
    float targetScore = targetScores[lane];
    boolean isBetter = !(score <= targetScore); // or one of them is not a number
    return isBetter || (score == targetScore && item < targets[four[lane]]);
  }
}
