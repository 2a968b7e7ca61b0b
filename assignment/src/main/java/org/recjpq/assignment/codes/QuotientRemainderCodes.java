package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;

/**
 * Codes of two splits: quotient and remainder of the row's index divided by b.
 *
 * <p>The hashing baseline of RecJPQ, arXiv 2312.06165. b is the smallest number whose square is not
 * below the number of rows, so every row has its own code; sequences and seed are not used.
 *
 * <p>Departure: the official code sizes its tables by ceil(sqrt(N)) but divides by ceil(sqrt(N +
 * 2)), so that if N is a square, or one less, a remainder can lie outside its table. Here both are
 * the same.
 */
@AutoService(CodeAssigner.class)
public record QuotientRemainderCodes() implements CodeAssigner {
  /** m: a quotient and a remainder. */
  public static final int SPLITS = 2;

  @Override
  public String name() {
    return "qr";
  }

  @Override
  public int splits() {
    return SPLITS;
  }

  @Override
  public AssignedCodes assign(AssignmentInput input) {
    int rows = input.items() + Catalogue.SPECIAL_ROWS;
    int divisor = (int) Math.ceil(Math.sqrt(rows)); // exact: an int's root fits a double
    return AssignedCodes.of(
        ItemCodes.generate(
            new CodeShape(SPLITS, divisor),
            rows,
            (row, split) -> split == 0 ? row / divisor : row % divisor));
  }
}
