package org.recjpq.graph.optimizers;

import com.google.auto.service.AutoService;
import java.util.List;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Adam (Kingma and Ba, ICLR 2015) with TensorFlow's own update op, bitwise reproducible; with
 * weight decay it is AdamW (Loshchilov and Hutter, ICLR 2019).
 *
 * <p>Weight decay subtracts learning rate · decay times each weight before Adam's update, and does
 * not pass through its moments. Only {@linkplain VariableRole#KERNEL kernels} decay. Biases and
 * scales do not, as is usual; nor do embeddings, because those of rare items would shrink at every
 * step and grow at few.
 *
 * <p>The parameters of items, which a step changes at few places, can have a rate of their own.
 *
 * <p>The lazy variant is <b>not</b> the Adam of the papers: in an {@linkplain
 * VariableRole#ITEM_TABLE item table} it updates only the rows that a step looked up, and their
 * moments. All other moments stay unchanged, whereas Adam lets them decay and keeps updating the
 * rows. The time of a step then depends on the size of the batch, not of the catalogue.
 */
public final class Adam extends StepOptimizer {
  private static final String FIRST_MOMENT = "m";
  private static final String SECOND_MOMENT = "v";

  /**
   * The constants of the algorithm.
   *
   * @param beta1 decay of the mean of the gradients, in [0, 1)
   * @param beta2 decay of the mean of their squares, in [0, 1)
   * @param epsilon added to the root of the latter, positive
   * @param weightDecay fraction of a weight, times the learning rate, that a step subtracts; 0 for
   *     none
   * @param lazyTables whether item tables are updated lazily
   * @param itemRate factor on the learning rate of the parameters of items, positive
   */
  @AutoService(OptimizerSettings.class)
  public record Settings(
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean lazyTables,
      double itemRate)
      implements OptimizerSettings {
    /** The constants of Keras, which the RecJPQ study uses; no decay, not lazy. */
    public Settings() {
      this(0.9, 0.999, 1e-7, 0, false, 1);
    }

    /** Checks the numbers. */
    public Settings {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "beta1 and beta2 must lie in [0, 1), found %s and %s".formatted(beta1, beta2));
      }
      if (!(epsilon > 0) || !(weightDecay >= 0)) {
        throw new IllegalArgumentException(
            "epsilon must be positive and weightDecay not negative, found %s and %s"
                .formatted(epsilon, weightDecay));
      }
      if (!(itemRate > 0) || !Float.isFinite((float) itemRate)) {
        throw new IllegalArgumentException("itemRate must be a positive number, found " + itemRate);
      }
    }

    @Override
    public String name() {
      return "adam";
    }

    @Override
    public Adam create(Graph graph, Ops tf, List<NamedVariable> parameters, double clipNorm) {
      return new Adam(graph, tf, parameters, this, clipNorm);
    }

    /** The two moments. */
    @Override
    public int statesPerParameter() {
      return 2;
    }

    /** The same with another decay. */
    public Settings withWeightDecay(double decay) {
      return new Settings(beta1, beta2, epsilon, decay, lazyTables, itemRate);
    }

    /** The same with or without lazy updates of item tables. */
    public Settings withLazyTables(boolean lazy) {
      return new Settings(beta1, beta2, epsilon, weightDecay, lazy, itemRate);
    }
  }

  private final Settings settings;
  private final Operand<TFloat32> beta1Power;
  private final Operand<TFloat32> beta2Power;

  private Adam(
      Graph graph, Ops ops, List<NamedVariable> parameters, Settings settings, double clipNorm) {
    super(graph, ops, parameters, clipNorm, settings.lazyTables());
    this.settings = settings;
    this.beta1Power = scalar(step -> Math.pow(settings.beta1(), step));
    this.beta2Power = scalar(step -> Math.pow(settings.beta2(), step));
  }

  @Override
  protected void createState(NamedVariable parameter) {
    addState(parameter, FIRST_MOMENT);
    addState(parameter, SECOND_MOMENT);
  }

  @Override
  protected Op update(Ops tf, NamedVariable parameter, Operand<TFloat32> gradient) {
    Ops afterDecay =
        decays(parameter) ? tf.withControlDependencies(List.of(decay(tf, parameter))) : tf;
    return afterDecay.train.applyAdam(
        parameter.reference(graph),
        firsts(parameter),
        seconds(parameter),
        beta1Power,
        beta2Power,
        rate(tf, parameter),
        constant(settings.beta1()),
        constant(settings.beta2()),
        constant(settings.epsilon()),
        gradient);
  }

  private Output<TFloat32> firsts(NamedVariable parameter) {
    return state(parameter, FIRST_MOMENT).reference(graph);
  }

  private Output<TFloat32> seconds(NamedVariable parameter) {
    return state(parameter, SECOND_MOMENT).reference(graph);
  }

  /** Adam's update as in TensorFlow's op, but only for the given rows. */
  @Override
  protected Op updateRows(
      Ops tf, NamedVariable table, Operand<TInt32> ids, Operand<TFloat32> gradients) {
    var oldFirst = rows(tf, state(table, FIRST_MOMENT), ids);
    var oldSecond = rows(tf, state(table, SECOND_MOMENT), ids);
    var first = mixed(tf, oldFirst, gradients, settings.beta1());
    var second = mixed(tf, oldSecond, tf.math.square(gradients), settings.beta2());
    var one = tf.constant(1f);
    var rate =
        tf.math.mul(
            rate(tf, table),
            tf.math.div(tf.math.sqrt(tf.math.sub(one, beta2Power)), tf.math.sub(one, beta1Power)));
    var change =
        tf.math.div(
            tf.math.mul(first, rate),
            tf.math.add(tf.math.sqrt(second), constant(settings.epsilon())));
    var changed = tf.math.sub(rows(tf, table, ids), change);
    return tf.withControlDependencies(
            List.<Op>of(
                tf.scatterUpdate(firsts(table), ids, first),
                tf.scatterUpdate(seconds(table), ids, second),
                tf.scatterUpdate(table.<TFloat32>reference(graph), ids, changed)))
        .noOp();
  }

  /** share · old + (1 − share) · fresh. */
  private Operand<TFloat32> mixed(
      Ops tf, Operand<TFloat32> old, Operand<TFloat32> fresh, double share) {
    return tf.math.add(tf.math.mul(old, constant(share)), tf.math.mul(fresh, constant(1 - share)));
  }

  /** The learning rate of a parameter. */
  private Operand<TFloat32> rate(Ops tf, NamedVariable parameter) {
    boolean isSame = settings.itemRate() == 1 || !parameter.role().ofItems();
    return isSame ? learningRate() : tf.math.mul(learningRate(), constant(settings.itemRate()));
  }

  private boolean decays(NamedVariable parameter) {
    return settings.weightDecay() > 0 && parameter.role() == VariableRole.KERNEL;
  }

  /** Applies the decay; like an update it must wait for all gradients. */
  private Op decay(Ops tf, NamedVariable parameter) {
    Output<TFloat32> weights = parameter.reference(graph);
    var share = tf.math.mul(learningRate(), constant(settings.weightDecay()));
    var kept = tf.math.sub(tf.constant(1f), share);
    return tf.assign(weights, tf.math.mul(weights, kept));
  }

  @Override
  public String getOptimizerName() {
    return "Adam";
  }
}
