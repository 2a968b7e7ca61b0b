package org.recjpq.graph.optimizers;

import com.google.auto.service.AutoService;
import java.util.List;
import org.recjpq.graph.NamedVariable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Stochastic gradient descent with heavy-ball momentum (Polyak, 1964): v ← momentum · v + gradient,
 * x ← x − learning rate · v.
 */
public final class Sgd extends StepOptimizer {
  private static final String VELOCITY = "velocity";

  /**
   * The settings of the algorithm.
   *
   * @param momentum fraction of the last update that is kept, in [0, 1); 0 for plain descent
   */
  @AutoService(OptimizerSettings.class)
  public record Settings(double momentum) implements OptimizerSettings {
    /** Plain descent. */
    public Settings() {
      this(0);
    }

    /** Checks the number. */
    public Settings {
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException("momentum must lie in [0, 1), found " + momentum);
      }
    }

    @Override
    public String name() {
      return "sgd";
    }

    @Override
    public Sgd create(Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm) {
      return new Sgd(graph, tf, parameters, momentum, clipNorm);
    }

    @Override
    public int statesPerParameter() {
      return momentum == 0 ? 0 : 1;
    }
  }

  private final double momentum;

  private Sgd(
      Graph graph, Ops ops, List<NamedVariable> parameters, double momentum, double clipNorm) {
    super(graph, ops, parameters, clipNorm, false);
    this.momentum = momentum;
  }

  @Override
  protected void createState(NamedVariable parameter) {
    if (momentum > 0) {
      addState(parameter, VELOCITY);
    }
  }

  @Override
  protected Op update(Ops tf, NamedVariable parameter, Operand<TFloat32> gradient) {
    if (momentum == 0) {
      return tf.train.applyGradientDescent(
          parameter.<TFloat32>reference(graph), learningRate(), gradient);
    }
    return tf.train.applyMomentum(
        parameter.<TFloat32>reference(graph),
        state(parameter, VELOCITY).<TFloat32>reference(graph),
        learningRate(),
        gradient,
        constant(momentum));
  }

  @Override
  public String getOptimizerName() {
    return "Sgd";
  }
}
