package org.recjpq.graph.model;

import org.tensorflow.proto.StepStats;

/**
 * The results of a traced step.
 *
 * @param tensorBytes peak memory of the tensors created by the step, without variables
 * @param allocatorBytes the most that a device's allocator had given away, as far as it counts:
 *     that of a CPU counts large tensors only
 * @param received the number of tensors that a process of a cluster got from another
 */
public record TracedStep(StepResult result, long tensorBytes, long allocatorBytes, long received) {
  /** TensorFlow's name for the receipt of a tensor. */
  private static final String RECEIVED = "RecvTensor";

  static TracedStep of(StepResult result, StepStats stats) {
    long received =
        stats.getDevStatsList().stream()
            .flatMap(device -> device.getNodeStatsList().stream())
            .filter(node -> node.getNodeName().equals(RECEIVED))
            .count();
    return new TracedStep(result, TensorMemory.peak(stats), TensorMemory.inUse(stats), received);
  }
}
