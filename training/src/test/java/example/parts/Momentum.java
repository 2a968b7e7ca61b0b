package example.parts;

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
 * An optimizer: gradient descent with a heavy ball.
 *
 * @param share of the last update that is kept in the next
 */
public record Momentum(double share) implements OptimizerSettings {
  /** Nine tenths. */
  public Momentum() {
    this(0.9);
  }

  @Override
  public StepOptimizer create(
      Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm) {
    return new HeavyBall(graph, tf, parameters, clipNorm, share);
  }

  @Override
  public int statesPerParameter() {
    return 1;
  }

  private static final class HeavyBall extends StepOptimizer {
    private final Operand<TFloat32> share;

    HeavyBall(Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm, double share) {
      super(graph, tf, parameters, clipNorm, false);
      this.share = constant(share);
    }

    @Override
    protected void createState(NamedVariable parameter) {
      addState(parameter, "change");
    }

    @Override
    protected Op update(Ops tf, NamedVariable parameter, Operand<TFloat32> gradient) {
      var last = state(parameter, "change").<TFloat32>reference(graph);
      var change = // the read waits for all gradients, as tf does
          tf.math.add(tf.math.mul(tf.identity(last), share), tf.math.mul(gradient, learningRate()));
      var kept = tf.assign(last, change);
      return tf.assignSub(parameter.<TFloat32>reference(graph), kept);
    }

    @Override
    public String getOptimizerName() {
      return "HeavyBall";
    }
  }
}
