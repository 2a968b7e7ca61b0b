package org.recjpq.training.inspection;

import java.util.List;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeReport;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * How item codes use their space.
 *
 * @param splits sub-ids per item, with that of a bias if the model has one
 * @param subIds values that a sub-id can take
 * @param bytesPerItem bytes of a code
 * @param itemsWithSharedCode items whose code another item has too
 * @param bySplit use of the sub-ids of each split
 */
public record CodeFacts(
    int splits, int subIds, int bytesPerItem, int itemsWithSharedCode, List<SplitFacts> bySplit) {
  /**
   * Use of the sub-ids of a split.
   *
   * @param usedSubIds how many of them an item has
   * @param entropyInBits at most log2 of the number of sub-ids, if all are used equally
   */
  public record SplitFacts(int usedSubIds, double entropyInBits) {}

  /** Copies the list. */
  public CodeFacts {
    bySplit = List.copyOf(bySplit);
  }

  /**
   * The facts about codes.
   *
   * @param codes whose last rows are padding and mask
   */
  static CodeFacts of(ItemCodes codes) {
    CodeReport report = new CodeReport(codes);
    return new CodeFacts(
        codes.shape().splits(),
        codes.shape().subIds(),
        codes.shape().splits() * codes.shape().bytesPerSubId(),
        report.itemsWithSharedCode(),
        IntStream.range(0, codes.shape().splits())
            .mapToObj(
                split -> new SplitFacts(report.usedSubIds(split), report.entropyInBits(split)))
            .toList());
  }
}
