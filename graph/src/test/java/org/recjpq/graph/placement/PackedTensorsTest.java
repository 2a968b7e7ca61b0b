package org.recjpq.graph.placement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class PackedTensorsTest {
  private static final int PLACES = 3;
  private static final Shape SQUARE = Shape.of(2, 2);

  private final Graph draft = new Graph();
  private final Ops tf = Ops.create(draft);
  private final Operand<TFloat32> weight = variable("weight", SQUARE, 1f, -2f, 3f, 0.5f);
  private final Operand<TFloat32> bias = variable("bias", Shape.of(2), 0.1f, -0.0f);

  @AfterEach
  void close() {
    draft.close();
  }

  private Operand<TFloat32> variable(String name, Shape shape, float... values) {
    Ops of = tf.withSubScope(name);
    var variable = of.withName("value").variable(shape, TFloat32.class);
    var first = of.reshape(of.constant(values), of.constant(shape.asArray()));
    of.withName("assign").assign(variable, first);
    return of.withName("read").identity(variable);
  }

  /** Squares of a linear layer's outputs for a batch in three parts, and their gradients. */
  private void addStep(String name) {
    Ops own = tf.withSubScope(name);
    var batch = own.withName("batch").placeholder(TFloat32.class, Placeholder.shape(rows()));
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (int part = 0; part < PLACES; part++) {
      Ops at = own.withSubScope(Workplace.PART + part);
      losses.add(at.nn.l2Loss(at.nn.biasAdd(at.linalg.matMul(batch, weight), bias)));
    }
    var all = own.math.square(own.math.addN(losses)); // its gradient needs the losses of all parts
    Output<?>[] gradients =
        draft.addGradients(all.asOutput(), new Output<?>[] {weight.asOutput(), bias.asOutput()});
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < gradients.length; i++) {
      updates.add(own.withName("gradient_" + i).identity(gradients[i]));
    }
    own.withName("update").withControlDependencies(updates).noOp();
  }

  private static Shape rows() {
    return Shape.of(-1, 2);
  }

  private GraphDef placed() {
    return new Devices(Devices.Kind.CPU, PLACES).place(draft.toGraphDef());
  }

  /** Tensors that go to another device, each once to each. */
  private static List<String> crossing(GraphDef graph) {
    Map<String, NodeDef> nodes =
        graph.getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, Function.identity()));
    return graph.getNodeList().stream()
        .flatMap(
            node ->
                node.getInputList().stream()
                    .filter(input -> !input.startsWith("^"))
                    .filter(input -> !sameDevice(node, source(nodes, input)))
                    .map(input -> input + " to " + node.getDevice()))
        .distinct()
        .toList();
  }

  private static NodeDef source(Map<String, NodeDef> nodes, String input) {
    return Objects.requireNonNull(nodes.get(input.replaceAll(":.*", "")), input);
  }

  private static boolean sameDevice(NodeDef a, NodeDef b) {
    return a.getDevice().equals(b.getDevice());
  }

  private static long count(List<String> names, String part) {
    return names.stream().filter(name -> name.contains(part)).count();
  }

  private static List<float[]> gradients(GraphDef nodes, String step) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(nodes);
      var devices = new Devices(Devices.Kind.CPU, PLACES);
      try (Session session = devices.open(graph, TestGraph.TWO_THREADS);
          TFloat32 batch = TFloat32.tensorOf(SQUARE, DataBuffers.of(0f, 0.2f, -1f, 0.7f))) {
        session.runner().addTarget("weight/assign").addTarget("bias/assign").run().close();
        try (Result result =
            session
                .runner()
                .feed(step + "/batch", batch)
                .fetch(step + "/gradient_0")
                .fetch(step + "/gradient_1")
                .addTarget(step + "/update")
                .run()) {
          return List.of(
              TestGraph.floats((TFloat32) result.get(0)),
              TestGraph.floats((TFloat32) result.get(1)));
        }
      }
    }
  }

  private static void assertEqualBits(List<float[]> expected, List<float[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }

  @Test
  void weightsGoAsOneAndGradientsComeBackAsOne() {
    addStep("step");
    GraphDef placed = placed();
    GraphDef packed = PackedTensors.of(placed);
    List<String> before = crossing(placed);
    List<String> after = crossing(packed);
    assertEquals(4, count(before, "/read to "), before.toString());
    assertEquals(0, count(after, "/read to "), after.toString());
    // Two weights and two gradients of two workers were eight, and are four.
    assertEquals(before.size() - 4, after.size(), after.toString());
    assertEquals(4, count(after, "packed/"), after.toString());
    // Both workers read the same pack; the losses came before the gradients, alone.
    assertEquals(
        3, packed.getNodeList().stream().filter(n -> n.getOp().equals("ConcatV2")).count());
    List<float[]> expected = gradients(draft.toGraphDef(), "step");
    assertEquals(4, expected.get(0).length);
    assertEqualBits(expected, gradients(placed, "step"));
    assertEqualBits(expected, gradients(packed, "step"));
  }

  @Test
  void aStepNeedsNothingOfAnother() {
    addStep("long");
    addStep("short");
    GraphDef packed = PackedTensors.of(placed());
    // The weights of both in one pack to each of two workers, gradients of each apart.
    assertEquals(2 + 4, count(crossing(packed), "packed/"));
    assertEqualBits(gradients(draft.toGraphDef(), "short"), gradients(packed, "short"));
  }

  @Test
  void largeTensorsGoAlone() {
    Shape large = Shape.of(2, (1 << 19) + 1);
    var table =
        tf.withSubScope("table").withName("read").identity(tf.variable(large, TFloat32.class));
    Ops own = tf.withSubScope(Workplace.PART + 1);
    var sums =
        List.<Operand<TFloat32>>of(
            own.sum(table, own.constant(new int[] {0, 1})),
            own.sum(weight, own.constant(new int[] {0, 1})),
            own.sum(bias, own.constant(0)));
    tf.withControlDependencies(List.<Op>of(own.math.addN(sums))).noOp();
    List<String> after =
        crossing(PackedTensors.of(new Devices(Devices.Kind.CPU, 2).place(draft.toGraphDef())));
    assertEquals(1, count(after, "table/read to "), after.toString());
    assertEquals(1, count(after, "packed/"), after.toString());
    assertEquals(2, after.size(), after.toString());
  }
}
