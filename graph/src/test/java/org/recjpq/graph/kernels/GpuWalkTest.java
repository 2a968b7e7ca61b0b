package org.recjpq.graph.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.kernels.GpuReport.Crossing;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

class GpuWalkTest {
  private static final DataType FLOAT = DataType.DT_FLOAT;
  private static final DataType INT = DataType.DT_INT32;

  private final GraphDef.Builder graph = GraphDef.newBuilder();
  private final KernelList.Builder kernels = KernelList.newBuilder();

  private NodeDef.Builder node(String name, String op, DataType type, String... inputs) {
    return graph
        .addNodeBuilder()
        .setName(name)
        .setOp(op)
        .addAllInput(List.of(inputs))
        .putAttr(
            op.startsWith("Variable") || op.equals("Placeholder") || op.equals("Const")
                ? "dtype"
                : "T",
            AttrValue.newBuilder().setType(type).build());
  }

  private void kernel(String op, String attribute, DataType type, String... onHost) {
    kernels
        .addKernelBuilder()
        .setOp(op)
        .setDeviceType("GPU")
        .addAllHostMemoryArg(List.of(onHost))
        .addConstraint(
            KernelDef.AttrConstraint.newBuilder()
                .setName(attribute)
                .setAllowedValues(
                    AttrValue.newBuilder()
                        .setList(AttrValue.ListValue.newBuilder().addType(type))));
  }

  private GpuReport report(String... targets) {
    return GpuWalk.report(graph.build(), List.of(targets), GpuKernels.of(kernels.build()));
  }

  /** A weight is squared on the GPU, rounded, for which there is no kernel, and added there. */
  private void roundedOnTheWay() {
    kernel("VariableV2", "dtype", FLOAT);
    kernel("Identity", "T", FLOAT);
    kernel("Mul", "T", FLOAT);
    kernel("AddV2", "T", FLOAT);
    node("w", "VariableV2", FLOAT);
    node("read", "Identity", FLOAT, "w");
    node("square", "Mul", FLOAT, "read", "read:0");
    node("round", "Round", FLOAT, "square");
    node("sum", "AddV2", FLOAT, "round", "square");
    node("unused", "Round", FLOAT, "sum");
  }

  @Test
  void whatHasNoKernelRunsOnTheProcessorAndItsTensorsAreCopied() {
    roundedOnTheWay();
    graph
        .addNodeBuilder()
        .setName("w_new")
        .setOp("ApplyGradientDescent")
        .addAllInput(List.of("w", "read", "sum"))
        .putAttr("T", AttrValue.newBuilder().setType(FLOAT).build());
    kernel("ApplyGradientDescent", "T", FLOAT);
    GpuReport report = report("w_new");
    assertEquals(6, report.ops());
    assertEquals(Map.of("Round float", 1), report.withoutKernel());
    assertEquals(
        List.of(
            new Crossing("square:0", "Mul", false, List.of("round (Round)")),
            new Crossing("round:0", "Round", true, List.of("sum (AddV2)"))),
        report.crossings());
    assertEquals(List.of(), report.batch());
  }

  @Test
  void aVariableIsWhereItIsChanged() {
    roundedOnTheWay();
    node("w_new", "ApplyGradientDescent", FLOAT, "w", "read", "sum"); // without a kernel
    assertEquals(
        List.of("w:0", "square:0", "round:0", "read:0", "sum:0"),
        report("w_new").crossings().stream().map(Crossing::tensor).toList());
  }

  @Test
  void typesDecide() {
    kernel("Mul", "T", FLOAT);
    node("a", "Const", INT);
    node("product", "Mul", INT, "a", "a");
    GpuReport report = report("product:0");
    assertEquals(Map.of("Const int32", 1, "Mul int32", 1), report.withoutKernel());
    assertEquals(List.of(), report.crossings());
  }

  @Test
  void argumentsInTheProcessorsMemoryAreNotCopiedThere() {
    kernel("Const", "dtype", INT, "output");
    kernel("Reshape", "T", FLOAT, "shape");
    kernel("Shape", "T", FLOAT, "output");
    kernel("Neg", "T", INT);
    node("batch", "Placeholder", FLOAT);
    node("wanted", "Const", INT);
    node("reshaped", "Reshape", FLOAT, "batch", "wanted");
    node("size", "Shape", FLOAT, "reshaped");
    node("of_size", "Neg", INT, "size");
    node("of_constant", "Neg", INT, "wanted");
    GpuReport report = report("of_size", "of_constant");
    assertEquals(List.of("batch:0"), report.batch());
    assertEquals(List.of("size:0"), report.sizes());
    assertEquals(List.of("wanted:0"), report.constants());
    assertEquals(List.of(), report.crossings());
    assertTrue(report.withoutKernel().isEmpty(), "" + report.withoutKernel());
  }

  @Test
  void opsOnTheProcessorByTheirDeviceStayThere() {
    kernel("Neg", "T", FLOAT);
    node("batch", "Placeholder", FLOAT);
    node("first", "Neg", FLOAT, "batch").setDevice("/device:CPU:0");
    node("second", "Neg", FLOAT, "first");
    GpuReport report = report("second");
    assertEquals(List.of("first:0"), report.batch());
    assertTrue(report.withoutKernel().isEmpty());
  }

  @Test
  void anUnknownTargetIsAnError() {
    var failure = assertThrows(IllegalArgumentException.class, () -> report("nothing"));
    assertEquals("the graph has no op nothing", failure.getMessage());
  }

  @Test
  void theListHasKernelsThatOnlyGpusHave() {
    GpuKernels listed = GpuKernels.listed();
    assertFalse(listed.ofThisBuild());
    NodeDef.Builder slice = NodeDef.newBuilder().setName("s").setOp("Slice");
    assertTrue(listed.of(slice.putAttr("T", type(FLOAT)).build()).isPresent());
    assertTrue(listed.of(slice.putAttr("T", type(DataType.DT_UINT8)).build()).isEmpty());
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }
}
