package org.recjpq.training.runs;

import java.util.List;
import java.util.function.IntConsumer;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.model.Weights;
import org.recjpq.training.evaluation.Evaluation;

/**
 * The full item table of a run in memory: what training made of it, and the same model with another
 * one in its place.
 *
 * <p>A memory of transitions is left out, as it needs no table. Biases of items and the rows of
 * padding and mask remain those of the run.
 */
public final class RunItemTable {
  private final RunModel model;
  private final NamedVariable table;

  /**
   * Finds the table.
   *
   * @param run with the weights that are wanted in memory
   * @throws DataException unless the run has one table for input and output
   */
  public RunItemTable(Run run) {
    this.model = run.model();
    List<NamedVariable> tables =
        model.graph().parameters().stream()
            .filter(parameter -> parameter.role() == VariableRole.ITEM_TABLE)
            .toList();
    if (tables.size() != 1) {
      throw new DataException(
          "%s: expected a run with one full item table (model.items full), found %s; train one"
              .formatted(
                  run.folder().root(), model.data().config().training().model().items().name()));
    }
    this.table = tables.get(0);
  }

  /** A copy of the vectors in memory, [N, d]. */
  public VectorTable vectors() {
    try (Weights weights = model.session().weights()) {
      return weights.rows(table.name(), model.data().items());
    }
  }

  /**
   * Tests the model with other vectors in the place of those in memory, where they then remain.
   *
   * @param vectors [N, d]
   * @param progress receives the number of cases done from time to time
   */
  public Evaluation test(VectorTable vectors, IntConsumer progress) {
    if (vectors.rows() != model.data().items()) {
      throw new IllegalArgumentException(
          "expected vectors of %d items, found %d".formatted(model.data().items(), vectors.rows()));
    }
    try (Weights weights = model.session().weights()) {
      weights.replaceRows(table.name(), vectors);
      model.session().load(weights);
      model.weightsChange();
    }
    return model.test(model.session(), progress);
  }
}
