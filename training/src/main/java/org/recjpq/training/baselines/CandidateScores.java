package org.recjpq.training.baselines;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores above 0 of a few items; all others have 0. Ranks by score, ties in a given order, without
 * looking at the items that have no score.
 *
 * <p>Reused for one case after another; memory: 12 bytes per item of the catalogue.
 */
final class CandidateScores {
  private final ItemOrder ties;
  private final double[] scores; // [N]
  private final int[] candidates; // [N], of which the first size are in use
  private int size;

  /** Starts without any score. */
  CandidateScores(ItemOrder ties) {
    this.ties = ties;
    scores = new double[ties.size()];
    candidates = new int[ties.size()];
  }

  /** Adds {@code score}, above 0, to that of {@code item}. */
  void add(int item, double score) {
    if (scores[item] == 0) {
      candidates[size++] = item;
    }
    scores[item] += score;
  }

  /**
   * The rank of {@code target} among all items except {@code seen}, which are distinct and do not
   * contain it; removes the scores of the seen items.
   */
  int rank(int target, int[] seen) {
    takeAway(seen);
    int rank = scores[target] > 0 ? 1 : ties.rank(target, seen);
    for (int i = 0; i < size; i++) {
      rank += overtakes(candidates[i], target) ? 1 : 0;
    }
    return rank;
  }

  private void takeAway(int[] seen) {
    for (int item : seen) {
      scores[item] = 0;
    }
  }

  /**
   * The first items among all except {@code seen}; removes the scores of the seen items.
   *
   * @param seen ascending
   * @param inOrder all items in the order of ties
   */
  int[] first(int length, int[] seen, int[] inOrder) {
    takeAway(seen);
    int[] scored =
        IntStream.range(0, size)
            .map(i -> candidates[i])
            .filter(item -> scores[item] > 0)
            .boxed()
            .sorted(this::compare)
            .limit(length)
            .mapToInt(Integer::intValue)
            .toArray();
    IntStream others =
        Arrays.stream(inOrder)
            .filter(item -> scores[item] == 0 && Arrays.binarySearch(seen, item) < 0);
    return IntStream.concat(Arrays.stream(scored), others.limit(length - scored.length)).toArray();
  }

  private int compare(int item, int other) {
    return scores[item] != scores[other]
        ? Double.compare(scores[other], scores[item])
        : ties.isBefore(item, other) ? -1 : 1;
  }

  /** Whether a candidate ranks above the target although that has a score or precedes it. */
  private boolean overtakes(int candidate, int target) {
    double score = scores[candidate];
    double ofTarget = scores[target];
    if (ofTarget == 0) {
      return score > 0 && ties.isBefore(target, candidate);
    }
    return score > ofTarget || (score == ofTarget && ties.isBefore(candidate, target));
  }

  /** Forgets all scores. */
  void clear() {
    for (int i = 0; i < size; i++) {
      scores[candidates[i]] = 0;
    }
    size = 0;
  }
}
