package org.recjpq.graph.optimizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Adam (Kingma and Ba, ICLR 2015) with TensorFlow's own update op, the same bits at every run; with
 * weight decay it is AdamW (Loshchilov and Hutter, ICLR 2019).
 *
 * <p>The framework's Adam cannot promise that, for two reasons that this one avoids. It changes the
 * powers of β while updates read them: here they are fed, like the learning rate, so that they
 * follow from the step alone. And an update changes a variable in place while the gradient of
 * another one may still read it: here no update starts before every gradient is there.
 *
 * <p>Weight decay takes learning rate · decay of each weight away before Adam's update, and does
 * not pass through its moments. Only {@linkplain VariableRole#KERNEL kernels} decay. Biases and
 * scales do not, as is usual; nor do embeddings, because a rare item's would shrink at every step
 * and grow at few.
 *
 * <p>The lazy form is <b>not</b> the Adam of the papers: of an {@linkplain VariableRole#ITEM_TABLE
 * item table} it changes only the rows that a step looked up, and their moments. The moments of all
 * others stay as they are, where Adam lets them decay and moves the rows along. A step then takes
 * time by the size of the batch, not of the catalogue.
 */
public final class Adam extends Optimizer {
  private static final String FIRST_MOMENT = "m";
  private static final String SECOND_MOMENT = "v";

  /**
   * The constants of the algorithm.
   *
   * @param beta1 decay of the mean of the gradients, in [0, 1)
   * @param beta2 decay of the mean of their squares, in [0, 1)
   * @param epsilon added to the root of the latter, positive
   * @param clipNorm longer gradients, taken together as one vector, are shortened to this; 0 for
   *     none
   * @param weightDecay share of a weight, times the learning rate, that a step takes away; 0 for
   *     none
   * @param lazyTables whether item tables learn lazily
   */
  public record Settings(
      double beta1,
      double beta2,
      double epsilon,
      double clipNorm,
      double weightDecay,
      boolean lazyTables) {
    /** Those of Keras, which the RecJPQ study uses; no clipping, no decay, not lazy. */
    public static final Settings DEFAULT = new Settings(0.9, 0.999, 1e-7, 0, 0, false);

    public Settings {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "beta1 and beta2 must lie in [0, 1), found %s and %s".formatted(beta1, beta2));
      }
      if (!(epsilon > 0) || !(clipNorm >= 0) || !(weightDecay >= 0)) {
        throw new IllegalArgumentException(
            "epsilon must be positive, clipNorm and weightDecay not negative, found %s, %s and %s"
                .formatted(epsilon, clipNorm, weightDecay));
      }
    }

    /** The same with another bound on the length of the gradient. */
    public Settings withClipNorm(double norm) {
      return new Settings(beta1, beta2, epsilon, norm, weightDecay, lazyTables);
    }

    /** The same with another decay. */
    public Settings withWeightDecay(double decay) {
      return new Settings(beta1, beta2, epsilon, clipNorm, decay, lazyTables);
    }

    /** The same, item tables learning lazily or not. */
    public Settings withLazyTables(boolean lazy) {
      return new Settings(beta1, beta2, epsilon, clipNorm, weightDecay, lazy);
    }
  }

  private final Ops ops;
  private final Settings settings;
  private final List<NamedVariable> parameters;
  private final Map<String, NamedVariable> slots = new HashMap<>(); // by name of the slot
  private final List<NamedVariable> slotsInOrder = new ArrayList<>();
  private final Placeholder<TFloat32> learningRate;
  private final Placeholder<TFloat32> beta1Power;
  private final Placeholder<TFloat32> beta2Power;
  private final Map<String, TouchedRows> touched = new HashMap<>(); // by table, of the last loss
  private Optional<Operand<TFloat32>> gradientNorm = Optional.empty();

  /** Prepares the training of {@code parameters}, and of no other variable of the graph. */
  public Adam(Graph graph, Ops ops, List<NamedVariable> parameters, Settings settings) {
    super(graph);
    this.ops = ops;
    this.settings = settings;
    this.parameters = List.copyOf(parameters);
    this.learningRate = scalar();
    this.beta1Power = scalar();
    this.beta2Power = scalar();
  }

  private Placeholder<TFloat32> scalar() {
    return ops.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** Scalar to feed: the learning rate of the step. */
  public Operand<TFloat32> learningRate() {
    return learningRate;
  }

  /** Scalar to feed: {@link #beta1Power(long)} of the step. */
  public Operand<TFloat32> beta1Power() {
    return beta1Power;
  }

  /** Scalar to feed: {@link #beta2Power(long)} of the step. */
  public Operand<TFloat32> beta2Power() {
    return beta2Power;
  }

  /** β1 to the power of the step, which is 1 for the first one. */
  public float beta1Power(long step) {
    return (float) Math.pow(settings.beta1(), step);
  }

  /** β2 to the power of the step, which is 1 for the first one. */
  public float beta2Power(long step) {
    return (float) Math.pow(settings.beta2(), step);
  }

  /**
   * Scalar: the length of all gradients as one vector, before clipping.
   *
   * @throws IllegalStateException before {@link #minimize}
   */
  public Operand<TFloat32> gradientNorm() {
    return gradientNorm.orElseThrow(() -> new IllegalStateException("call minimize first"));
  }

  /** The moments of every parameter; empty before {@link #minimize}. */
  public List<NamedVariable> slots() {
    return List.copyOf(slotsInOrder);
  }

  /**
   * The gradients of the parameters; of a table that learns lazily, those of its touched rows.
   *
   * @throws IllegalArgumentException if the loss does not depend on one of them, or on more than
   *     single rows of a table that is to learn lazily
   */
  @Override
  public <T extends TType> List<GradAndVar<?>> computeGradients(Operand<?> loss) {
    Map<NamedVariable, List<GraphOperation>> lookups = new HashMap<>();
    List<Output<?>> sources = new ArrayList<>();
    for (NamedVariable parameter : parameters) {
      if (isLazy(parameter)) {
        List<GraphOperation> found = TouchedRows.lookups(graph, parameter);
        lookups.put(parameter, found);
        found.forEach(lookup -> sources.add(lookup.output(0)));
      } else {
        sources.add(parameter.read(graph));
      }
    }
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), sources.toArray(Output<?>[]::new));
    Iterator<Output<?>> next = Arrays.asList(gradients).iterator();
    touched.clear();
    List<GradAndVar<?>> pairs = new ArrayList<>();
    for (NamedVariable parameter : parameters) {
      Output<TFloat32> gradient =
          isLazy(parameter)
              ? rowGradients(parameter, lookups.getOrDefault(parameter, List.of()), next)
              : gradient(parameter, next.next());
      pairs.add(new GradAndVar<>(gradient, parameter.reference(graph)));
    }
    return pairs;
  }

  private boolean isLazy(NamedVariable parameter) {
    return settings.lazyTables() && parameter.role() == VariableRole.ITEM_TABLE;
  }

  private static Output<TFloat32> gradient(NamedVariable parameter, Output<?> gradient) {
    if (!isThere(gradient)) {
      throw new IllegalArgumentException("the loss does not depend on " + parameter.name());
    }
    return gradient.expect(TFloat32.class);
  }

  /** Of a source that the loss does not depend on there is none. */
  private static boolean isThere(Output<?> gradient) {
    return gradient != null && !gradient.isClosed();
  }

  private Output<TFloat32> rowGradients(
      NamedVariable table, List<GraphOperation> lookups, Iterator<Output<?>> gradients) {
    List<GraphOperation> used = new ArrayList<>();
    List<Output<TFloat32>> ofUsed = new ArrayList<>();
    for (GraphOperation lookup : lookups) {
      Output<?> gradient = gradients.next();
      if (isThere(gradient)) {
        used.add(lookup);
        ofUsed.add(gradient.expect(TFloat32.class));
      }
    }
    if (used.isEmpty()) {
      throw new IllegalArgumentException("the loss does not depend on " + table.name());
    }
    TouchedRows rows = TouchedRows.of(ops, used, ofUsed);
    touched.put(table.name(), rows);
    return rows.gradients();
  }

  /** Clips. The framework then lets no update begin before the last gradient is computed. */
  @Override
  public Op applyGradients(List<GradAndVar<? extends TType>> pairs, String name) {
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (GradAndVar<?> pair : pairs) {
      gradients.add(pair.getGradient().expect(TFloat32.class));
    }
    Operand<TFloat32> norm = norm(gradients);
    gradientNorm = Optional.of(norm);
    List<GradAndVar<? extends TType>> clipped = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Output<TFloat32> gradient = clipped(gradients.get(i), norm).asOutput();
      clipped.add(new GradAndVar<>(gradient, parameters.get(i).<TFloat32>reference(graph)));
    }
    return super.applyGradients(clipped, name);
  }

  private Operand<TFloat32> norm(List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halfSquares = new ArrayList<>();
    gradients.forEach(gradient -> halfSquares.add(ops.nn.l2Loss(gradient)));
    return ops.math.sqrt(ops.math.mul(ops.constant(2f), ops.math.addN(halfSquares)));
  }

  private Operand<TFloat32> clipped(Operand<TFloat32> gradient, Operand<TFloat32> norm) {
    if (settings.clipNorm() == 0) {
      return gradient;
    }
    var limit = ops.constant((float) settings.clipNorm());
    return ops.math.mul(gradient, ops.math.div(limit, ops.math.maximum(norm, limit)));
  }

  @Override
  protected void createSlots(List<Output<? extends TType>> variables) {
    if (!slots.isEmpty()) {
      return; // several losses share them
    }
    for (NamedVariable parameter : parameters) {
      createSlot(parameter, FIRST_MOMENT);
      createSlot(parameter, SECOND_MOMENT);
    }
  }

  private void createSlot(NamedVariable parameter, String slotName) {
    var zeros = ops.fill(ops.constant(parameter.shape()), ops.constant(0f));
    String name = slotName(parameter.name(), slotName);
    NamedVariable slot =
        NamedVariable.create(ops, name, VariableRole.OPTIMIZER_STATE, parameter.shape(), zeros);
    slots.put(name, slot);
    slotsInOrder.add(slot);
  }

  private static String slotName(String variable, String slotName) {
    return "adam/" + slotName + "/" + variable;
  }

  /**
   * Updates one parameter.
   *
   * @param deps adds ops that wait for all gradients; an update must be one of them, as it changes
   *     in place what a gradient may still read
   */
  @Override
  protected <T extends TType> Op applyDense(Ops deps, Output<T> gradient, Output<T> variable) {
    TouchedRows rows = touched.get(variable.op().name());
    if (rows != null) {
      return applyToRows(
          deps, rows.ids(), gradient.expect(TFloat32.class), variable.expect(TFloat32.class));
    }
    Class<T> type = gradient.type();
    Ops update =
        decays(variable) ? deps.withControlDependencies(List.of(decay(deps, variable))) : deps;
    return update.train.applyAdam(
        variable,
        slot(variable, FIRST_MOMENT),
        slot(variable, SECOND_MOMENT),
        beta1Power.asOutput().expect(type),
        beta2Power.asOutput().expect(type),
        learningRate.asOutput().expect(type),
        constant(settings.beta1()).expect(type),
        constant(settings.beta2()).expect(type),
        constant(settings.epsilon()).expect(type),
        gradient);
  }

  /** Adam's update, as TensorFlow's op has it, of some rows [U] with gradients [U, d]. */
  private Op applyToRows(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> gradients, Output<TFloat32> table) {
    Output<TFloat32> firsts = slot(table, FIRST_MOMENT);
    Output<TFloat32> seconds = slot(table, SECOND_MOMENT);
    var first = mixed(tf, rows(tf, firsts, ids), gradients, settings.beta1());
    var second = mixed(tf, rows(tf, seconds, ids), tf.math.square(gradients), settings.beta2());
    var one = tf.constant(1f);
    var rate =
        tf.math.mul(
            learningRate,
            tf.math.div(tf.math.sqrt(tf.math.sub(one, beta2Power)), tf.math.sub(one, beta1Power)));
    var change =
        tf.math.div(
            tf.math.mul(first, rate),
            tf.math.add(tf.math.sqrt(second), constant(settings.epsilon())));
    return tf.withControlDependencies(
            List.<Op>of(
                tf.scatterUpdate(firsts, ids, first),
                tf.scatterUpdate(seconds, ids, second),
                tf.scatterUpdate(table, ids, tf.math.sub(rows(tf, table, ids), change))))
        .noOp();
  }

  /** Some rows of a variable, read through its own read op. */
  private Operand<TFloat32> rows(Ops tf, Output<TFloat32> variable, Operand<TInt32> ids) {
    return tf.gather(NamedVariable.read(graph, variable), ids, tf.constant(0));
  }

  /** share · old + (1 − share) · fresh. */
  private Operand<TFloat32> mixed(
      Ops tf, Operand<TFloat32> old, Operand<TFloat32> fresh, double share) {
    return tf.math.add(tf.math.mul(old, constant(share)), tf.math.mul(fresh, constant(1 - share)));
  }

  private boolean decays(Output<?> variable) {
    return settings.weightDecay() > 0
        && parameters.stream()
            .anyMatch(
                p -> p.role() == VariableRole.KERNEL && p.name().equals(variable.op().name()));
  }

  /** Takes the decay away; like an update it must wait for all gradients. */
  private <T extends TType> Op decay(Ops deps, Output<T> variable) {
    Output<TFloat32> weights = variable.expect(TFloat32.class);
    var share = deps.math.mul(learningRate, constant(settings.weightDecay()));
    var kept = deps.math.sub(deps.constant(1f), share);
    return deps.assign(weights, deps.math.mul(weights, kept));
  }

  private <T extends TType> Output<T> slot(Output<T> variable, String slotName) {
    NamedVariable slot = slots.get(slotName(variable.op().name(), slotName));
    if (slot == null) {
      throw new IllegalStateException("no slots for " + variable.op().name());
    }
    return slot.reference(graph);
  }

  private Output<TFloat32> constant(double value) {
    return ops.constant((float) value).asOutput();
  }

  @Override
  public String getOptimizerName() {
    return "Adam";
  }
}
