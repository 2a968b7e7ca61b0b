package org.recjpq.graph.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

/**
 * TensorFlow's kernels for GPUs, by the types that they are for.
 *
 * <p>A build of TensorFlow for GPUs has registered them, whether there is a GPU or not; it is asked
 * itself. A build without has none; the list that TensorFlow 2.16.2 for GPUs registers is a
 * resource, see {@code testdata/gpu}.
 *
 * <p>Source: TensorFlow, {@code core/framework/op_kernel.cc}: a kernel for any device ("DEFAULT")
 * serves where there is none for the device itself.
 */
public final class GpuKernels {
  /** The device of kernels for GPUs. */
  private static final String GPU = "GPU";

  private static final String ANY_DEVICE = "DEFAULT";
  private static final String LABEL = "_kernel";
  private static final String RESOURCE = "gpu-kernels.pb.gz";

  private final Map<String, List<KernelDef>> byOp = new HashMap<>(); // those for GPUs first
  private final boolean ofThisBuild;

  private GpuKernels(KernelList kernels, boolean ofThisBuild) {
    this.ofThisBuild = ofThisBuild;
    for (String device : List.of(GPU, ANY_DEVICE)) {
      kernels.getKernelList().stream()
          .filter(kernel -> kernel.getDeviceType().equals(device))
          .forEach(
              kernel -> byOp.computeIfAbsent(kernel.getOp(), op -> new ArrayList<>()).add(kernel));
    }
  }

  /** These kernels; those for other devices are skipped. */
  static GpuKernels of(KernelList kernels) {
    return new GpuKernels(kernels, false);
  }

  /**
   * Those of this build of TensorFlow if it can compute on GPUs, else the list of the resource; a
   * build for processors has a few too.
   */
  public static GpuKernels ofTensorFlow() {
    KernelList own = registered();
    boolean has =
        own.getKernelList().stream()
            .anyMatch(
                kernel -> kernel.getDeviceType().equals(GPU) && kernel.getOp().equals("MatMul"));
    return has ? new GpuKernels(own, true) : listed();
  }

  /** The kernels that TensorFlow 2.16.2 for GPUs registers. */
  static GpuKernels listed() {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(GpuKernels.class.getResourceAsStream(RESOURCE), RESOURCE))) {
      return new GpuKernels(KernelList.parseFrom(in), false);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static KernelList registered() {
    TensorFlow.version(); // loads the library
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Buffer buffer = tensorflow.TF_GetAllRegisteredKernels(status);
      status.throwExceptionIfNotOK();
      byte[] bytes = new byte[Math.toIntExact(buffer.length())];
      new BytePointer(buffer.data()).get(bytes);
      tensorflow.TF_DeleteBuffer(buffer);
      return KernelList.parseFrom(bytes);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Whether this build of TensorFlow was asked itself. */
  public boolean ofThisBuild() {
    return ofThisBuild;
  }

  /** The kernel that would run a node on a GPU; empty if there is none for its types. */
  Optional<KernelDef> of(NodeDef node) {
    return byOp.getOrDefault(node.getOp(), List.of()).stream()
        .filter(kernel -> fits(kernel, node))
        .findFirst();
  }

  private static boolean fits(KernelDef kernel, NodeDef node) {
    String label = node.containsAttr(LABEL) ? node.getAttrOrThrow(LABEL).getS().toStringUtf8() : "";
    return kernel.getLabel().equals(label)
        && kernel.getConstraintList().stream()
            .allMatch(
                constraint ->
                    constraint
                        .getAllowedValues()
                        .getList()
                        .getTypeList()
                        .containsAll(types(node, constraint.getName())));
  }

  /** The types that an attribute of a node names. */
  private static List<DataType> types(NodeDef node, String name) {
    AttrValue value = node.getAttrOrDefault(name, AttrValue.getDefaultInstance());
    return value.hasList() ? value.getList().getTypeList() : List.of(value.getType());
  }
}
