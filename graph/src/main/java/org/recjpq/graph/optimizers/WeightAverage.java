package org.recjpq.graph.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A running average of the parameters over the last steps, to evaluate and export in place of the
 * parameters, which go on as if there were none.
 *
 * <p>With a constant learning rate parameters end somewhere around a minimum, and their average
 * nearer to it, as if the rate had fallen; but no number of steps must be known beforehand.
 *
 * <p>After step t the average moves towards the parameters by the share max(1 − decay, 10 / (9 +
 * t)): it is equal to them after the first step, then the mean of about the last tenth of the
 * steps, and later of about the last 1 / (1 − decay).
 *
 * <p>Source: Polyak and Juditsky, Acceleration of stochastic approximation by averaging (SIAM J.
 * Control and Optimization 30, 1992); the exponential form with a decay that starts low is that of
 * TensorFlow's ExponentialMovingAverage, which starts with other numbers.
 */
public final class WeightAverage {
  private static final String PREFIX = "average/";
  private static final double EARLY = 10;

  private final Ops tf;
  private final Graph graph;
  private final List<NamedVariable> parameters;
  private final List<NamedVariable> averages = new ArrayList<>(); // as parameters
  private final StepScalar share;

  /**
   * Adds the averages to a graph.
   *
   * @param decay in (0, 1)
   * @throws IllegalArgumentException if decay is outside
   */
  public WeightAverage(Graph graph, Ops tf, List<NamedVariable> parameters, double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must lie in (0, 1), found " + decay);
    }
    this.tf = tf;
    this.graph = graph;
    this.parameters = List.copyOf(parameters);
    for (NamedVariable parameter : parameters) {
      var zeros = tf.fill(tf.constant(parameter.shape()), tf.constant(0f));
      averages.add(
          NamedVariable.create(
              tf,
              PREFIX + parameter.name(),
              VariableRole.OPTIMIZER_STATE,
              parameter.shape(),
              zeros));
    }
    this.share =
        new StepScalar(
            tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar())),
            step -> Math.max(1 - decay, EARLY / (EARLY - 1 + step)));
  }

  /** The averages, in the order of the parameters. */
  public List<NamedVariable> averages() {
    return List.copyOf(averages);
  }

  /**
   * The average of a parameter.
   *
   * @throws IllegalArgumentException if it is not one of those that are averaged
   */
  public NamedVariable of(NamedVariable parameter) {
    int place = parameters.indexOf(parameter);
    if (place < 0) {
      throw new IllegalArgumentException("no average of " + parameter.name());
    }
    return averages.get(place);
  }

  /** The number to feed at every step. */
  public StepScalar share() {
    return share;
  }

  /**
   * Moves the averages after an update of the parameters.
   *
   * @return the op that runs last
   */
  public Op after(Op update) {
    Ops updated = tf.withControlDependencies(List.of(update));
    List<Op> moved = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      var average = averages.get(i).<TFloat32>reference(graph);
      Operand<TFloat32> fresh = updated.identity(parameters.get(i).<TFloat32>reference(graph));
      Operand<TFloat32> old = updated.identity(average);
      moved.add(
          updated.assignAdd(
              average, updated.math.mul(share.placeholder(), updated.math.sub(fresh, old))));
    }
    return tf.withControlDependencies(moved).noOp();
  }
}
