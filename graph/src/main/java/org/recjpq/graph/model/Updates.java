package org.recjpq.graph.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.optimizers.StepOptimizer;
import org.recjpq.graph.optimizers.StepScalar;
import org.recjpq.graph.optimizers.WeightAverage;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a step changes: the parameters, by their gradients, and then their average.
 *
 * @param optimizer updates the parameters
 * @param average follows them; empty for none
 */
record Updates(StepOptimizer optimizer, Optional<WeightAverage> average) {
  static Updates create(Graph graph, Ops tf, List<NamedVariable> parameters, Learning learning) {
    StepOptimizer optimizer =
        learning.optimizer().create(graph, tf, parameters, learning.clipNorm());
    return new Updates(
        optimizer,
        learning.averageDecay() == 0
            ? Optional.empty()
            : Optional.of(new WeightAverage(graph, tf, parameters, learning.averageDecay())));
  }

  /** The op that changes everything for a lower loss. */
  Op minimize(Operand<TFloat32> loss) {
    Op update = optimizer.minimize(loss);
    return average.map(following -> following.after(update)).orElse(update);
  }

  /** The numbers to feed at every step. */
  List<StepScalar> scalars() {
    List<StepScalar> all = new ArrayList<>(optimizer.scalars());
    average.ifPresent(following -> all.add(following.share()));
    return List.copyOf(all);
  }

  /** What is kept from step to step, apart from the parameters. */
  List<NamedVariable> state() {
    List<NamedVariable> all = new ArrayList<>(optimizer.state());
    average.ifPresent(following -> all.addAll(following.averages()));
    return List.copyOf(all);
  }
}
