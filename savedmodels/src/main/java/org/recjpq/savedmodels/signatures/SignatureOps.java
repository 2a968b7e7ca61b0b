package org.recjpq.savedmodels.signatures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.Shapes;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.AssertThat;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The ops of one signature: its inputs and outputs have names in the graph that begin with the
 * signature's key, so that the signature can also be built from a copy of the graph.
 */
final class SignatureOps {
  private static final String METHOD = "tensorflow/serving/predict";

  private final String key;
  private final Ops tf;
  private final Map<String, String> inputs = new LinkedHashMap<>(); // name -> op
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final Set<String> whole = new LinkedHashSet<>();
  private final List<String> checks = new ArrayList<>();
  private @Nullable Operand<TInt32> rows; // B, of the first input

  SignatureOps(Ops tf, String key) {
    this.key = key;
    this.tf = tf;
  }

  /** Adds an input; a dimension of -1 may have any size. */
  <T extends TType> Operand<T> input(String name, Class<T> type, long... shape) {
    var input =
        tf.withSubScope(key)
            .withName("input_" + name)
            .placeholder(type, Placeholder.shape(Shape.of(shape)));
    input(name, input);
    return input;
  }

  /** Adds an input that is shared with other signatures. */
  void input(String name, Operand<? extends TType> placeholder) {
    Ops ops = tf.withSubScope(key);
    Operand<TInt32> size = Shapes.size(ops, placeholder, 0);
    if (rows == null) {
      rows = ops.withName("rows").identity(size);
    } else {
      checks.add(requireRows(ops, name, size, rows).op().name());
    }
    inputs.put(name, placeholder.op().name());
  }

  private AssertThat requireRows(
      Ops ops, String name, Operand<TInt32> size, Operand<TInt32> expected) {
    String first = inputs.keySet().iterator().next();
    return ops.withName("rows_of_" + name)
        .assertThat(
            ops.math.equal(size, expected),
            List.of(
                ops.constant(
                    "signature %s: expected %s and %s to have equally many rows, found"
                        .formatted(key, first, name)),
                expected,
                ops.constant("and"),
                size));
  }

  /** A value that belongs to the batch as a whole, whatever pieces it is answered in. */
  <T extends TType> Operand<T> whole(String name, Operand<T> value) {
    var kept = tf.withSubScope(key).withName(name).identity(value);
    whole.add(kept.op().name());
    return kept;
  }

  /** Adds an output, whose shape is checked. */
  <T extends TType> void output(String name, Operand<T> value, long... shape) {
    var output =
        tf.withSubScope(key).withName("output_" + name).ensureShape(value, Shape.of(shape));
    outputs.put(name, output.op().name());
  }

  /** What answers a piece of a batch. */
  RowLoop.Body inPieces(int rowsPerPiece) {
    if (rows == null) {
      throw new IllegalStateException(key + " has no inputs");
    }
    return new RowLoop.Body(
        key,
        List.copyOf(inputs.values()),
        List.copyOf(outputs.values()),
        Set.copyOf(whole),
        rows.op().name(),
        List.copyOf(checks),
        rowsPerPiece);
  }

  /** The signature, with the ops of {@code graph}. */
  Signature in(Graph graph) {
    Signature.Builder signature = Signature.builder().key(key).methodName(METHOD);
    inputs.forEach((name, op) -> signature.input(name, graph.operationOrThrow(op).output(0)));
    outputs.forEach((name, op) -> signature.output(name, graph.operationOrThrow(op).output(0)));
    return signature.build();
  }
}
