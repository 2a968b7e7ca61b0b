package org.recjpq.graph;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Operands;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * A TensorFlow variable whose four ops have names derived from its own, so that they can be found
 * in any graph built by the same code, and in a copy of that graph:
 *
 * <ul>
 *   <li>{@code name}: the variable itself (VariableV2, the kind that TensorFlow Java can save);
 *   <li>{@code name/read}: the only read, which everything else uses. The native gradients crash on
 *       the variable itself;
 *   <li>{@code name/initial}: its initial value, which can be fed;
 *   <li>{@code name/assign}: sets the variable to its initial value.
 * </ul>
 *
 * @param name unique in the graph; may contain slashes
 * @param role purpose of the variable
 * @param shape fully known
 */
public record NamedVariable(String name, VariableRole role, Shape shape) {
  /**
   * Adds a variable to the graph.
   *
   * @param initial its initial value: ops, or a placeholder
   */
  public static <T extends TType> NamedVariable create(
      Ops tf, String name, VariableRole role, Shape shape, Operand<T> initial) {
    NamedVariable variable = new NamedVariable(name, role, shape);
    Output<T> first = named(tf, variable.initialName(), initial);
    Output<T> reference =
        tf.scope()
            .env()
            .opBuilder("VariableV2", name, tf.scope())
            .setAttr("shape", shape)
            .setAttr("dtype", Operands.toDataType(initial.asOutput().type()))
            .build()
            .output(0);
    named(tf, variable.readName(), reference);
    tf.scope()
        .env()
        .opBuilder("Assign", variable.assignName(), tf.scope())
        .addInput(reference)
        .addInput(first)
        .build();
    return variable;
  }

  /** A tensor under exactly this name, whatever the scope of {@code tf}. */
  public static <T extends TType> Output<T> named(Ops tf, String name, Operand<T> value) {
    return tf.scope()
        .env()
        .opBuilder("Identity", name, tf.scope())
        .addInput(value.asOutput())
        .build()
        .output(0);
  }

  /** Number of elements. */
  public long size() {
    return shape.size();
  }

  /** Name of the op that reads the variable. */
  public String readName() {
    return readName(name);
  }

  /** Name of the op that provides the initial value. */
  public String initialName() {
    return name + "/initial";
  }

  /** Name of the op that assigns the initial value. */
  public String assignName() {
    return name + "/assign";
  }

  /** The variable itself, for the ops that change it. */
  public <T extends TType> Output<T> reference(Graph graph) {
    return graph.operationOrThrow(name).output(0);
  }

  /** The variable's value. */
  public <T extends TType> Output<T> read(Graph graph) {
    return graph.operationOrThrow(readName()).output(0);
  }

  /** The value of a variable, given its {@link #reference}. */
  public static <T extends TType> Output<T> read(Graph graph, Output<T> reference) {
    return graph.operationOrThrow(readName(reference.op().name())).output(0);
  }

  private static String readName(String name) {
    return name + "/read";
  }

  /** Makes the next run set the variable to its initial value. */
  public void initialise(Session.Runner runner) {
    runner.addTarget(assignName());
  }

  /** Makes the next run set the variable to {@code value} instead of its initial value. */
  public void feed(Session.Runner runner, Tensor value) {
    runner.feed(initialName(), value).addTarget(assignName());
  }
}
