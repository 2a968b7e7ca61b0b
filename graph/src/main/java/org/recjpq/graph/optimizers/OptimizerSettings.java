package org.recjpq.graph.optimizers;

import java.util.List;
import org.recjpq.assignment.parts.Part;
import org.recjpq.graph.NamedVariable;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/** Settings that create a {@link StepOptimizer}. The learning rate is not among them. */
public interface OptimizerSettings extends Part {
  /**
   * Prepares the training of {@code parameters} only.
   *
   * @param clipNorm maximum global norm of the gradients, which are scaled down to it; 0 for no
   *     limit
   */
  StepOptimizer create(Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm);

  /** Count of state numbers kept per number of a parameter, for memory planning. */
  int statesPerParameter();

  /**
   * Whether only those rows of an item table are updated that a step looks up. If so, the loss must
   * not depend on the whole table.
   */
  default boolean lazyTables() {
    return false;
  }
}
