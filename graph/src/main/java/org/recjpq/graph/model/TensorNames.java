package org.recjpq.graph.model;

import org.tensorflow.Operand;
import org.tensorflow.Output;

/** Names of tensors, which hold in every copy of their graph: {@code operation:index}. */
final class TensorNames {
  private TensorNames() {}

  /** The name of a tensor. */
  static String of(Operand<?> operand) {
    Output<?> tensor = operand.asOutput();
    return tensor.op().name() + ":" + tensor.index();
  }
}
