package org.recjpq.training.machine;

import java.util.Optional;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.op.Ops;

/** Whether this program was built with TensorFlow for NVIDIA GPUs, and whether it finds one. */
public final class GpuBuild {
  private static final String LIBRARY =
      "/org/tensorflow/internal/c_api/linux-x86_64-gpu/libjnitensorflow.so";

  private GpuBuild() {}

  /**
   * One line on where a build for GPUs computes; empty for a build without GPUs.
   *
   * @param computation the computation that the sessions of this process are opened with
   */
  public static Optional<String> place(Computation computation) {
    if (!isThis()) {
      return Optional.empty();
    }
    return Optional.of(
        findsGpu(computation)
            ? "Computing on the GPU."
            : "This build is for NVIDIA GPUs, but TensorFlow finds none: computing on the CPU.");
  }

  /** Whether this program was built for GPUs. */
  public static boolean isThis() {
    return GpuBuild.class.getResource(LIBRARY) != null;
  }

  /** Whether an op can be placed on a GPU. */
  static boolean findsGpu(Computation computation) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, computation.exact().settings(true))) {
      Ops tf = Ops.create(graph);
      DeviceSpec gpu =
          DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.GPU).deviceIndex(0).build();
      var one = tf.withDevice(gpu).math.neg(tf.constant(1f));
      session.runner().fetch(one).run().close();
      return true;
    } catch (TFInvalidArgumentException noSuchDevice) {
      return false;
    }
  }
}
