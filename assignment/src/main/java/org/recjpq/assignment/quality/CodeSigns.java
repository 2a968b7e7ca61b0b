package org.recjpq.assignment.quality;

import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeReport;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.vectors.AssignmentInput;

/**
 * All that is known about the codes of an assigner without training.
 *
 * @param name of the assigner, as it was asked for
 * @param shape of the codes
 * @param usedSubIds share of the m·b sub-ids that an item has
 * @param entropyInBits mean over the splits of the entropy of their sub-ids, at most log2 b
 * @param itemsWithSharedCode items whose code another item has too
 * @param quality what the codes say about item vectors
 */
public record CodeSigns(
    String name,
    CodeShape shape,
    double usedSubIds,
    double entropyInBits,
    int itemsWithSharedCode,
    CodeQuality quality) {
  /**
   * Assigns codes and measures them.
   *
   * @param assigner is resolved for the items and the dimension of the input
   * @param input the training sequences, the dimension and the seed
   */
  public static CodeSigns measure(CodeAssigner assigner, AssignmentInput input) {
    CodeAssigner resolved = assigner.resolved(input.items(), input.dimension());
    ItemCodes codes = resolved.assign(input).codes();
    CodeReport report = new CodeReport(codes);
    CodeShape shape = codes.shape();
    long used = 0;
    double entropy = 0;
    for (int split = 0; split < shape.splits(); split++) {
      used += report.usedSubIds(split);
      entropy += report.entropyInBits(split);
    }
    return new CodeSigns(
        assigner.name(),
        shape,
        (double) used / ((long) shape.splits() * shape.subIds()),
        entropy / shape.splits(),
        report.itemsWithSharedCode(),
        CodeQuality.measure(resolved, input));
  }
}
