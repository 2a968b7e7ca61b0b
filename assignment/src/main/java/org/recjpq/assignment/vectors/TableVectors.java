package org.recjpq.assignment.vectors;

import com.google.auto.service.AutoService;
import org.recjpq.assignment.files.DataException;

/**
 * The vectors of a trained full item table, from which a run makes its codes that starts from the
 * run with that table. Nothing else knows them, so they cannot be learned.
 */
@AutoService(ItemVectors.class)
public record TableVectors() implements ItemVectors {
  @Override
  public String name() {
    return "table";
  }

  /**
   * Fails.
   *
   * @throws DataException always
   */
  @Override
  public VectorTable learn(AssignmentInput input) {
    throw new DataException(
        "model.items.codes.vectors: expected vectors that can be learned from a log, found table,"
            + " which are those of a trained full table; start from the run that has it, or choose"
            + " others");
  }
}
