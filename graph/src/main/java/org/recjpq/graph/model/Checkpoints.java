package org.recjpq.graph.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.recjpq.graph.NamedVariable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The ops that write variables to a TensorFlow checkpoint (V2) and read them back, with the names
 * that TensorFlow itself gives a saver.
 */
final class Checkpoints {
  private static final String PREFIX = "save/filename";
  private static final String SAVE = "save/control_dependency";
  private static final String RESTORE = "save/restore_all";

  private Checkpoints() {}

  /** Adds the ops for float32 {@code variables}. */
  static void addOps(Graph graph, Ops root, Collection<NamedVariable> variables) {
    Ops tf = root.withSubScope("save");
    var prefix =
        tf.withName("filename").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    var names = tf.constant(NdArrays.vectorOfObjects(names(variables)));
    var wholes = tf.fill(tf.constant(new int[] {variables.size()}), tf.constant(""));
    List<Operand<?>> values =
        variables.stream().<Operand<?>>map(variable -> variable.read(graph)).toList();
    Op save = tf.train.save(prefix, names, wholes, values);
    tf.withControlDependencies(List.of(save)).withName("control_dependency").identity(prefix);

    List<Class<? extends TType>> types =
        variables.stream().<Class<? extends TType>>map(variable -> TFloat32.class).toList();
    var restored = tf.train.restore(prefix, names, wholes, types).tensors();
    List<Op> assigns = new ArrayList<>();
    int i = 0;
    for (NamedVariable variable : variables) {
      var value = restored.get(i).asOutput().expect(TFloat32.class);
      assigns.add(tf.assign(variable.<TFloat32>reference(graph), value));
      i++;
    }
    tf.withControlDependencies(assigns).withName("restore_all").noOp();
  }

  private static String[] names(Collection<NamedVariable> variables) {
    return variables.stream().map(NamedVariable::name).toArray(String[]::new);
  }

  /** Writes {@code prefix.index} and {@code prefix.data-…}; neither is flushed to disk. */
  static void save(Session session, String prefix) {
    run(session, prefix, SAVE);
  }

  /** Reads what {@link #save} wrote; throws TensorFlow's exception if it cannot. */
  static void restore(Session session, String prefix) {
    run(session, prefix, RESTORE);
  }

  private static void run(Session session, String prefix, String operation) {
    try (TString name = TString.scalarOf(prefix)) {
      session.runner().feed(PREFIX, name).addTarget(operation).run().close();
    }
  }
}
