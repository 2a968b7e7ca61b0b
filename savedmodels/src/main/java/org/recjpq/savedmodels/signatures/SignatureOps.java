package org.recjpq.savedmodels.signatures;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
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
    inputs.put(name, placeholder.op().name());
  }

  /** Adds an output, whose shape is checked. */
  <T extends TType> void output(String name, Operand<T> value, long... shape) {
    var output =
        tf.withSubScope(key).withName("output_" + name).ensureShape(value, Shape.of(shape));
    outputs.put(name, output.op().name());
  }

  /** The signature, with the ops of {@code graph}. */
  Signature in(Graph graph) {
    Signature.Builder signature = Signature.builder().key(key).methodName(METHOD);
    inputs.forEach((name, op) -> signature.input(name, graph.operationOrThrow(op).output(0)));
    outputs.forEach((name, op) -> signature.output(name, graph.operationOrThrow(op).output(0)));
    return signature.build();
  }
}
