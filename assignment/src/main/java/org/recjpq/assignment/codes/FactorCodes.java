package org.recjpq.assignment.codes;

import java.util.SplittableRandom;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemFactors;

/**
 * Codes whose split k is component k of the items' factors, cut into b equally full bins.
 *
 * <p>Items with similar factors then share sub-ids. Source: RecJPQ, arXiv 2312.06165 (Petrov's
 * thesis, Glasgow 2025, §6.4). Padding and mask rows are cut along with the items, as in the
 * official code.
 */
final class FactorCodes {
  private FactorCodes() {}

  /**
   * Learns factors and cuts them into bins.
   *
   * @param factors learns the factors
   * @param shape m splits, as many as components, and b sub-ids
   * @param input the training sequences and the only source of randomness
   */
  static AssignedCodes assign(ItemFactors factors, CodeShape shape, AssignmentInput input) {
    return assign(
        (components, seed) -> factors.learn(input.train(), components, seed), shape, input.seed());
  }

  /**
   * Cuts factors into bins that are learned from something else than sequences.
   *
   * @param seed the only source of randomness
   */
  static AssignedCodes assign(LearnedFactors factors, CodeShape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] components = factors.learn(shape.splits(), random.nextLong());
    int[][] bins = new int[shape.splits()][]; // [m][rows]
    for (int split = 0; split < bins.length; split++) {
      bins[split] = QuantileBins.assign(components[split], shape.subIds(), random.split());
    }
    return AssignedCodes.of(
        ItemCodes.generate(shape, bins[0].length, (row, split) -> bins[split][row]));
  }
}
