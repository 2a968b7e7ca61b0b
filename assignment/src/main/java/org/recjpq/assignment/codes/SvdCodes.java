package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.TruncatedSvd;

/**
 * The discrete truncated SVD codes of RecJPQ: components of {@link TruncatedSvd}, each cut into
 * equally full bins.
 *
 * <p>Source: RecJPQ, arXiv 2312.06165; Petrov's thesis, Glasgow 2025, §6.4.
 *
 * @param splits m, at least 1
 * @param subIds b, at least 1
 */
@AutoService(CodeAssigner.class)
public record SvdCodes(int splits, int subIds) implements CodeAssigner {
  /** Eight splits of 256 sub-ids. */
  public SvdCodes() {
    this(CodeShape.DEFAULT.splits(), CodeShape.DEFAULT.subIds());
  }

  /** Checks the sizes. */
  public SvdCodes {
    var unused = new CodeShape(splits, subIds);
  }

  @Override
  public String name() {
    return "svd";
  }

  @Override
  public AssignedCodes assign(AssignmentInput input) {
    return FactorCodes.assign(new TruncatedSvd(), new CodeShape(splits, subIds), input);
  }

  /**
   * The codes that these settings cut from factors that were learned elsewhere.
   *
   * @param seed as {@link AssignmentInput} has it
   */
  public ItemCodes cut(LearnedFactors factors, long seed) {
    return FactorCodes.assign(factors, new CodeShape(splits, subIds), seed).codes();
  }
}
