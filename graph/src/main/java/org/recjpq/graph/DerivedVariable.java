package org.recjpq.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.family.TType;

/**
 * A value derived from the variables of a graph, computed once per session and kept.
 *
 * <p>It is a resource variable, which TensorFlow Java does not save: it is in no checkpoint or
 * SavedModel, and must be computed again by {@link #initialiser} once the variables have their
 * values.
 */
public final class DerivedVariable<T extends TType> {
  private final Operand<? extends TType> handle;
  private final Class<T> type;
  private final Op initialiser;

  private DerivedVariable(Operand<? extends TType> handle, Class<T> type, Op initialiser) {
    this.handle = handle;
    this.type = type;
    this.initialiser = initialiser;
  }

  /**
   * Adds a derived variable to the graph.
   *
   * @param name unique in the graph; contains no slash
   * @param value value of a fully known shape
   */
  public static <T extends TType> DerivedVariable<T> create(
      Ops tf, String name, Class<T> type, Shape shape, Operand<T> value) {
    var handle = tf.withName(name).varHandleOp(type, shape, VarHandleOp.sharedName(name));
    return new DerivedVariable<>(handle, type, tf.assignVariableOp(handle, value));
  }

  /** The value; fails in a session where {@link #initialiser} has not run. */
  public Operand<T> read(Ops tf) {
    return tf.readVariableOp(handle, type);
  }

  /** Computes the value. */
  public Op initialiser() {
    return initialiser;
  }
}
