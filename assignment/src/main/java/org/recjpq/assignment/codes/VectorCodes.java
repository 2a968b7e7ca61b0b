package org.recjpq.assignment.codes;

import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.VectorTable;

/** An assigner that makes codes from item vectors. */
public interface VectorCodes extends CodeAssigner {
  /** Where the vectors come from. */
  ItemVectors vectors();

  /**
   * Assigns codes for vectors that are already known.
   *
   * @param learned what {@link #vectors} learned from the same input; not changed
   */
  AssignedCodes assign(AssignmentInput input, VectorTable learned);

  @Override
  default AssignedCodes assign(AssignmentInput input) {
    return assign(input, vectors().learn(input));
  }
}
