package org.recjpq.assignment.codes;

import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Codes whose split k is component k of the items' factors, cut into b equally full bins.
 *
 * <p>Items with alike factors then share sub-ids. With {@link TruncatedSvd} these are the discrete
 * truncated SVD codes, with {@link BprFactors} the discrete BPR codes of RecJPQ, arXiv 2312.06165
 * (Petrov's thesis, Glasgow 2025, §6.4). Padding and mask rows are cut along with the items, as in
 * the official code.
 *
 * @param factors where the factors come from, with m components
 * @param shape m splits and b sub-ids
 */
public record FactorCodes(ItemFactors factors, CodeShape shape) implements CodeAssigner {
  @Override
  public ItemCodes assign(Sequences train, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] components = factors.learn(train, shape.splits(), random.nextLong());
    int[][] bins = new int[shape.splits()][]; // [m][rows]
    for (int split = 0; split < bins.length; split++) {
      bins[split] = QuantileBins.assign(components[split], shape.subIds(), random.split());
    }
    return ItemCodes.generate(shape, bins[0].length, (row, split) -> bins[split][row]);
  }
}
