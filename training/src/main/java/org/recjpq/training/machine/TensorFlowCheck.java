package org.recjpq.training.machine;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Finds out whether TensorFlow works on this machine. */
public final class TensorFlowCheck {
  private TensorFlowCheck() {}

  /**
   * Loads TensorFlow and multiplies two numbers with it.
   *
   * @return the version of TensorFlow
   * @throws LinkageError if its native libraries cannot be loaded
   * @throws IllegalStateException if it computes something else
   */
  public static String compute() {
    try (Graph graph = new Graph();
        Session session =
            new Session(
                graph,
                Computation.exact(Runtime.getRuntime().availableProcessors()).settings(true))) {
      Ops tf = Ops.create(graph);
      var product = tf.math.mul(tf.constant(6f), tf.constant(7f));
      try (TFloat32 found = (TFloat32) session.runner().fetch(product).run().get(0)) {
        if (found.getFloat() != 42f) {
          throw new IllegalStateException("expected 6 * 7 = 42, found " + found.getFloat());
        }
      }
    }
    return TensorFlow.version();
  }

  /** Whether TensorFlow places an op on a GPU; only builds for GPUs can. */
  public static boolean findsGpu() {
    return GpuBuild.isThis()
        && GpuBuild.findsGpu(Computation.exact(Runtime.getRuntime().availableProcessors()));
  }
}
