package org.recjpq.graph.optimizers;

import java.util.List;
import org.recjpq.assignment.parts.Part;
import org.recjpq.graph.NamedVariable;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/** How parameters follow their gradients. The learning rate is not among its settings. */
public interface OptimizerSettings extends Part {
  /**
   * Prepares the training of {@code parameters}, and of no other variable of the graph.
   *
   * @param clipNorm longer gradients, taken together as one vector, are shortened to this; 0 for
   *     none
   */
  StepOptimizer create(Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm);

  /** How many numbers it remembers per number of a parameter: to plan memory with. */
  int statesPerParameter();

  /**
   * Whether of an item table only the rows learn that a step looks up. Then the loss must not
   * depend on the whole table.
   */
  default boolean lazyTables() {
    return false;
  }
}
