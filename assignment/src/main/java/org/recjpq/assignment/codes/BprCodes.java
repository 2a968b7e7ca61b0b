package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.BprFactors;

/**
 * The discrete BPR codes of RecJPQ: components of {@link BprFactors}, each cut into equally full
 * bins.
 *
 * <p>Source: RecJPQ, arXiv 2312.06165; Petrov's thesis, Glasgow 2025, §6.4.
 *
 * @param splits m, at least 1
 * @param subIds b, at least 1
 * @param epochs passes of BPR over the interactions, at least 1
 */
@AutoService(CodeAssigner.class)
public record BprCodes(int splits, int subIds, int epochs) implements CodeAssigner {
  /** Eight splits of 256 sub-ids, 20 epochs. */
  public BprCodes() {
    this(CodeShape.DEFAULT.splits(), CodeShape.DEFAULT.subIds(), 20);
  }

  /** Checks the settings. */
  public BprCodes {
    var unusedShape = new CodeShape(splits, subIds);
    var unusedFactors = new BprFactors(epochs);
  }

  @Override
  public String name() {
    return "bpr";
  }

  @Override
  public AssignedCodes assign(AssignmentInput input) {
    return FactorCodes.assign(new BprFactors(epochs), new CodeShape(splits, subIds), input);
  }
}
