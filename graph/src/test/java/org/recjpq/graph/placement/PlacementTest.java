package org.recjpq.graph.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

class PlacementTest {
  private static final String X = "x";
  private static final String Y = "y";

  private final GraphDef.Builder graph = GraphDef.newBuilder();

  private void node(String name, String op, String... inputs) {
    graph.addNode(NodeDef.newBuilder().setName(name).setOp(op).addAllInput(List.of(inputs)));
  }

  private Map<String, NodeDef> placed() {
    return Placement.of(graph.build(), List.of(X, Y)).getNodeList().stream()
        .collect(Collectors.toMap(NodeDef::getName, Function.identity()));
  }

  private static NodeDef at(Map<String, NodeDef> nodes, String name) {
    return Objects.requireNonNull(nodes.get(name), name);
  }

  @Test
  void partsAreDividedAndTheirGradientsFollow() {
    node("w", "VariableV2");
    node("w/read", "Identity", "w");
    node("batch", "Placeholder");
    for (int part = 0; part < 4; part++) {
      node("part_%d/encoder/product".formatted(part), "MatMul", "batch", "w/read");
      node("loss_%d".formatted(part), "Sum", "part_%d/encoder/product".formatted(part));
      node("gradients/product_%d".formatted(part), "MatMul", "gradients/of_loss", "loss_" + part);
    }
    node("gradients/of_loss", "Fill");
    node("gradients/part_3/misleading", "Identity", "batch");
    node("together", "ConcatV2", "loss_0", "loss_1", "loss_2", "loss_3:0");
    node(
        "sum",
        "AddN",
        "gradients/product_0",
        "gradients/product_1",
        "gradients/product_2",
        "gradients/product_3");
    node("update", "ApplyAdam", "w", "sum", "^together");
    node("after", "Mul", "sum", "loss_3");
    Map<String, NodeDef> placed = placed();
    assertEquals(X, at(placed, "part_0/encoder/product").getDevice());
    assertEquals(X, at(placed, "part_1/encoder/product").getDevice());
    assertEquals(Y, at(placed, "part_2/encoder/product").getDevice());
    assertEquals(Y, at(placed, "loss_3").getDevice());
    assertEquals(X, at(placed, "gradients/product_1").getDevice());
    assertEquals(Y, at(placed, "gradients/product_2").getDevice());
    for (String chief :
        List.of(
            "w", "w/read", "batch", "together", "sum", "update", "gradients/part_3/misleading")) {
      assertEquals(X, at(placed, chief).getDevice(), chief);
    }
    assertEquals(Y, at(placed, "after").getDevice()); // a sum has no place of its own
    assertEquals(
        List.of("loss_0", "loss_1", "loss_2", "loss_3:0"), at(placed, "together").getInputList());
  }

  @Test
  void constantsAreWhereTheyAreRead() {
    node("shared", "Const", "^batch");
    node("own", "Const");
    node("batch", "Placeholder");
    node("part_0/a", "Mul", "batch", "shared");
    node("part_1/a", "Mul", "batch", "shared:0");
    node("gradients/a", "Mul", "part_1/a", "own");
    Map<String, NodeDef> placed = placed();
    assertEquals(X, at(placed, "shared").getDevice());
    assertEquals(Y, at(placed, "own").getDevice());
    assertEquals("shared", at(placed, "part_0/a").getInput(1));
    assertEquals("shared_at_1", at(placed, "part_1/a").getInput(1));
    assertEquals(Y, at(placed, "shared_at_1").getDevice());
    assertEquals(0, at(placed, "shared_at_1").getInputCount());
  }

  @Test
  void codesAreCopiedAndFilledTogether() {
    node("items/codes/initial", "Placeholder");
    node("items/codes", "VariableV2");
    node("items/codes/read", "Identity", "items/codes");
    node("items/codes/assign", "Assign", "items/codes", "items/codes/initial");
    node("batch", "Placeholder");
    node("part_0/a", "GatherV2", "items/codes/read", "batch");
    node("part_1/a", "GatherV2", "items/codes/read", "batch");
    Map<String, NodeDef> placed = placed();
    assertEquals("items/codes/read_at_1", at(placed, "part_1/a").getInput(0));
    assertEquals("items/codes_at_1", at(placed, "items/codes/read_at_1").getInput(0));
    assertEquals(
        List.of("items/codes_at_1", "items/codes/initial"),
        at(placed, "items/codes/assign_at_1").getInputList());
    assertEquals(
        List.of("items/codes", "items/codes/initial", "^items/codes/assign_at_1"),
        at(placed, "items/codes/assign").getInputList());
    for (String copy : List.of("items/codes_at_1", "items/codes/read_at_1")) {
      assertEquals(Y, at(placed, copy).getDevice(), copy);
    }
    assertEquals("items/codes/read", at(placed, "part_0/a").getInput(0));
  }

  @Test
  void onePlaceNeedsNone() {
    node("part_0/a", "NoOp");
    GraphDef before = graph.build();
    assertSame(before, Placement.of(before, List.of(X)));
    assertTrue(before.getNode(0).getDevice().isEmpty());
    assertFalse(at(placed(), "part_0/a").getDevice().isEmpty());
  }
}
