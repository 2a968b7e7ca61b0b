package example.parts;

import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;

/**
 * A code assigner: the digits of an item's index, the last one first.
 *
 * @param splits digits
 * @param subIds values of a digit
 */
public record IndexCodes(int splits, int subIds) implements CodeAssigner {
  @Override
  public AssignedCodes assign(AssignmentInput input) {
    return AssignedCodes.of(
        ItemCodes.generate(
            new CodeShape(splits, subIds),
            input.items() + Catalogue.SPECIAL_ROWS,
            (row, split) -> row / (int) Math.pow(subIds, split) % subIds));
  }
}
