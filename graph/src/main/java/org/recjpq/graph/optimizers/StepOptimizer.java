package org.recjpq.graph.optimizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
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
 * Base class of all optimizers: gradients, clipping by their norm, a learning rate that is fed, and
 * state per parameter. Subclasses add the update of one parameter.
 *
 * <p>The framework's own optimizers are not bitwise reproducible, for two reasons that this one
 * avoids. They change numbers such as Adam's powers of β while updates read them: here such
 * {@linkplain #scalar scalars} are fed, so that they depend only on the step. And an update changes
 * a variable in place while the gradient of another one may still read it: here no update starts
 * before every gradient has been computed.
 */
public abstract class StepOptimizer extends Optimizer {
  private final Ops ops;
  private final double clipNorm;
  private final boolean lazyTables;
  private final Map<String, NamedVariable> parameters; // by name, in order
  private final Map<String, NamedVariable> state = new LinkedHashMap<>(); // by its own name
  private final Placeholder<TFloat32> learningRate;
  private final List<StepScalar> scalars = new ArrayList<>();
  private final Map<String, TouchedRows> touched = new HashMap<>(); // by table, of the last loss
  private Optional<Operand<TFloat32>> gradientNorm = Optional.empty();
  private boolean hasState;

  /**
   * Prepares the training of {@code parameters} only.
   *
   * @param clipNorm maximum global norm of the gradients, which are scaled down to it; 0 for no
   *     limit
   * @param lazyTables whether only those rows of {@linkplain VariableRole#ITEM_TABLE item tables}
   *     are updated that a step looks up, by {@link #updateRows}
   */
  protected StepOptimizer(
      Graph graph, Ops ops, List<NamedVariable> parameters, double clipNorm, boolean lazyTables) {
    super(graph);
    this.ops = ops;
    this.clipNorm = clipNorm;
    this.lazyTables = lazyTables;
    this.parameters =
        parameters.stream()
            .collect(
                Collectors.toMap(
                    NamedVariable::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    this.learningRate = placeholder();
  }

  private Placeholder<TFloat32> placeholder() {
    return ops.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** Adds a number that is fed at every step; to be called in the constructor. */
  protected final Operand<TFloat32> scalar(LongToDoubleFunction ofStep) {
    var placeholder = placeholder();
    scalars.add(new StepScalar(placeholder, ofStep));
    return placeholder;
  }

  /** Creates the state of a parameter with {@link #addState}; by default there is none. */
  protected void createState(NamedVariable parameter) {
    // no state
  }

  /** Adds zeros of a parameter's shape, named {@code optimizer/kind/parameter}. */
  protected final void addState(NamedVariable parameter, String kind) {
    var zeros = ops.fill(ops.constant(parameter.shape()), ops.constant(0f));
    String name = stateName(parameter, kind);
    state.put(
        name,
        NamedVariable.create(ops, name, VariableRole.OPTIMIZER_STATE, parameter.shape(), zeros));
  }

  private String stateName(NamedVariable parameter, String kind) {
    return "%s/%s/%s"
        .formatted(getOptimizerName().toLowerCase(Locale.ROOT), kind, parameter.name());
  }

  /**
   * The state that {@link #addState} has added.
   *
   * @throws IllegalStateException if there is none of that kind
   */
  protected final NamedVariable state(NamedVariable parameter, String kind) {
    NamedVariable found = state.get(stateName(parameter, kind));
    if (found == null) {
      throw new IllegalStateException("no state named " + stateName(parameter, kind));
    }
    return found;
  }

  /**
   * Updates one parameter.
   *
   * @param tf adds ops that wait for all gradients. Every op that changes a variable must be one of
   *     them, because a gradient may still read the variable, which is changed in place
   * @param gradient of the parameter's shape, clipped
   * @return the op that runs last
   */
  protected abstract Op update(Ops tf, NamedVariable parameter, Operand<TFloat32> gradient);

  /**
   * Updates some rows of a table and leaves the others untouched. Needed only for lazy tables.
   *
   * @param tf as in {@link #update}
   * @param ids [U] int32, the rows, each once
   * @param gradients [U, d] float32, clipped
   * @return the op that runs last
   */
  protected Op updateRows(
      Ops tf, NamedVariable table, Operand<TInt32> ids, Operand<TFloat32> gradients) {
    throw new UnsupportedOperationException(getOptimizerName() + " does not support lazy tables");
  }

  /** Some rows of a variable, read through its own read op. */
  protected final Operand<TFloat32> rows(Ops tf, NamedVariable variable, Operand<TInt32> ids) {
    return tf.gather(variable.<TFloat32>read(graph), ids, tf.constant(0));
  }

  /** A scalar that is the same at every step. */
  protected final Operand<TFloat32> constant(double value) {
    return ops.constant((float) value);
  }

  /** Scalar to feed: the learning rate of the step. */
  public final Operand<TFloat32> learningRate() {
    return learningRate;
  }

  /** The other scalars to feed at every step. */
  public final List<StepScalar> scalars() {
    return List.copyOf(scalars);
  }

  /**
   * Scalar: the global norm of the gradients, before clipping.
   *
   * @throws IllegalStateException before {@link #minimize}
   */
  public final Operand<TFloat32> gradientNorm() {
    return gradientNorm.orElseThrow(() -> new IllegalStateException("call minimize first"));
  }

  /** The state of every parameter; empty before {@link #minimize}. */
  public final List<NamedVariable> state() {
    return List.copyOf(state.values());
  }

  /**
   * The gradients of the parameters; for a lazy table, those of the rows looked up.
   *
   * @throws IllegalArgumentException if the loss does not depend on one of them, or on more than
   *     single rows of a lazy table
   */
  @Override
  public final <T extends TType> List<GradAndVar<?>> computeGradients(Operand<?> loss) {
    Map<NamedVariable, List<GraphOperation>> lookups = new HashMap<>();
    List<Output<?>> sources = new ArrayList<>();
    for (NamedVariable parameter : parameters.values()) {
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
    for (NamedVariable parameter : parameters.values()) {
      Output<TFloat32> gradient =
          isLazy(parameter)
              ? rowGradients(parameter, lookups.getOrDefault(parameter, List.of()), next)
              : gradient(parameter, next.next());
      pairs.add(new GradAndVar<>(gradient, parameter.reference(graph)));
    }
    return pairs;
  }

  private boolean isLazy(NamedVariable parameter) {
    return lazyTables && parameter.role() == VariableRole.ITEM_TABLE;
  }

  private static Output<TFloat32> gradient(NamedVariable parameter, Output<?> gradient) {
    if (!isThere(gradient)) {
      throw new IllegalArgumentException("the loss does not depend on " + parameter.name());
    }
    return gradient.expect(TFloat32.class);
  }

  /** There is no gradient if the loss does not depend on the source. */
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

  /** Clips the gradients. This also makes every update wait for the last gradient. */
  @Override
  public final Op applyGradients(List<GradAndVar<? extends TType>> pairs, String name) {
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (GradAndVar<?> pair : pairs) {
      gradients.add(pair.getGradient().expect(TFloat32.class));
    }
    Operand<TFloat32> norm = norm(gradients);
    gradientNorm = Optional.of(norm);
    List<GradAndVar<? extends TType>> clipped = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Output<TFloat32> gradient = clipped(gradients.get(i), norm).asOutput();
      clipped.add(new GradAndVar<>(gradient, pairs.get(i).getVariable().expect(TFloat32.class)));
    }
    return super.applyGradients(clipped, name);
  }

  private Operand<TFloat32> norm(List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halfSquares = new ArrayList<>();
    gradients.forEach(gradient -> halfSquares.add(ops.nn.l2Loss(gradient)));
    return ops.math.sqrt(ops.math.mul(ops.constant(2f), ops.math.addN(halfSquares)));
  }

  private Operand<TFloat32> clipped(Operand<TFloat32> gradient, Operand<TFloat32> norm) {
    if (clipNorm == 0) {
      return gradient;
    }
    var limit = ops.constant((float) clipNorm);
    return ops.math.mul(gradient, ops.math.div(limit, ops.math.maximum(norm, limit)));
  }

  @Override
  protected final void createSlots(List<Output<? extends TType>> variables) {
    if (!hasState) { // shared by several losses
      parameters.values().forEach(this::createState);
      hasState = true;
    }
  }

  @Override
  protected final <T extends TType> Op applyDense(
      Ops deps, Output<T> gradient, Output<T> variable) {
    NamedVariable parameter = parameters.get(variable.op().name());
    if (parameter == null) {
      throw new IllegalStateException("no parameter named " + variable.op().name());
    }
    Output<TFloat32> floats = gradient.expect(TFloat32.class);
    TouchedRows rows = touched.get(parameter.name());
    return rows == null
        ? update(deps, parameter, floats)
        : updateRows(deps, parameter, rows.ids(), floats);
  }
}
