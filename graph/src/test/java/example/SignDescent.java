package example;

import java.util.List;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.optimizers.OptimizerSettings;
import org.recjpq.graph.optimizers.StepOptimizer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An optimizer: every number moves by the learning rate, which falls with the step, against its
 * gradient's sign.
 *
 * @param decay factor of the rate after each step
 */
public record SignDescent(double decay) implements OptimizerSettings {
  /** The rate falls by one percent per step. */
  public SignDescent() {
    this(0.99);
  }

  @Override
  public StepOptimizer create(
      Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm) {
    return new Optimizer(graph, tf, parameters, clipNorm, decay);
  }

  @Override
  public int statesPerParameter() {
    return 1;
  }

  private static final class Optimizer extends StepOptimizer {
    private final Operand<TFloat32> share;

    Optimizer(Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm, double decay) {
      super(graph, tf, parameters, clipNorm, false);
      share = scalar(step -> Math.pow(decay, step - 1.0));
    }

    /** Counts the steps of each number, in order to have some state. */
    @Override
    protected void createState(NamedVariable parameter) {
      addState(parameter, "steps");
    }

    @Override
    protected Op update(Ops tf, NamedVariable parameter, Operand<TFloat32> gradient) {
      var rate = tf.math.mul(learningRate(), share);
      var change = tf.math.mul(tf.math.sign(gradient), rate);
      var steps = state(parameter, "steps").<TFloat32>reference(graph);
      var ones = tf.fill(tf.constant(parameter.shape()), tf.constant(1f));
      return tf.withControlDependencies(
              List.<Op>of(
                  tf.assignAdd(steps, ones),
                  tf.assignSub(parameter.<TFloat32>reference(graph), change)))
          .noOp();
    }

    @Override
    public String getOptimizerName() {
      return "Sign";
    }
  }
}
