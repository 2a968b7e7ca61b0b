package org.recjpq.graph.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Finds the matrix products that an operation of a graph depends on. */
final class MatrixProducts {
  /** The names of the transpose attributes of both kinds of product. */
  private static final Map<String, List<String>> TRANSPOSE_ATTRIBUTES =
      Map.of(
          "MatMul", List.of("transpose_a", "transpose_b"),
          "BatchMatMulV2", List.of("adj_x", "adj_y"));

  private final Graph graph;
  private final List<NodeDef> products;
  private final List<Operand<TInt32>> shapes = new ArrayList<>(); // two for each product

  /**
   * Adds ops that return the shapes of the factors.
   *
   * @param operation name of the operation that depends on the products
   */
  MatrixProducts(Graph graph, String operation) {
    this.graph = graph;
    this.products =
        neededBy(operation).stream()
            .filter(node -> TRANSPOSE_ATTRIBUTES.containsKey(node.getOp()))
            .toList();
    Ops tf = Ops.create(graph);
    for (NodeDef product : products) {
      shapes.add(tf.shape(factor(product, 0)));
      shapes.add(tf.shape(factor(product, 1)));
    }
  }

  private List<NodeDef> neededBy(String operation) {
    Map<String, NodeDef> byName = new HashMap<>();
    graph.toGraphDef().getNodeList().forEach(node -> byName.put(node.getName(), node));
    Set<String> seen = new HashSet<>(Set.of(operation));
    Deque<String> waiting = new ArrayDeque<>(seen);
    List<NodeDef> needed = new ArrayList<>();
    while (!waiting.isEmpty()) {
      NodeDef node = byName.get(waiting.remove());
      if (node == null) {
        throw new IllegalArgumentException("no operation of this name: " + operation);
      }
      needed.add(node);
      node.getInputList().stream()
          .map(MatrixProducts::operationOf)
          .filter(seen::add)
          .forEach(waiting::add);
    }
    return needed;
  }

  /** {@code name}, {@code name:1} and {@code ^name} all are inputs from {@code name}. */
  private static String operationOf(String input) {
    return input.replaceFirst("^\\^", "").replaceFirst(":\\d+$", "");
  }

  private Operand<? extends TType> factor(NodeDef product, int place) {
    String input = product.getInput(place);
    int colon = input.indexOf(':');
    int index = colon < 0 ? 0 : Integer.parseInt(input.substring(colon + 1));
    return graph.operationOrThrow(operationOf(input)).output(index);
  }

  /** The products of a run; {@code fed} feeds everything that they depend on. */
  List<MatrixProduct> of(Session.Runner fed) {
    shapes.forEach(fed::fetch);
    List<MatrixProduct> found = new ArrayList<>();
    try (Result result = fed.run()) {
      for (int i = 0; i < products.size(); i++) {
        NodeDef node = products.get(i);
        List<String> transposes = TRANSPOSE_ATTRIBUTES.getOrDefault(node.getOp(), List.of());
        found.add(
            new MatrixProduct(
                node.getOp(),
                shape((TInt32) result.get(2 * i)),
                shape((TInt32) result.get(2 * i + 1)),
                node.getAttrOrThrow(transposes.get(0)).getB(),
                node.getAttrOrThrow(transposes.get(1)).getB()));
      }
    }
    return found;
  }

  private static Shape shape(TInt32 sizes) {
    long[] values = new long[(int) sizes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sizes.getInt(i);
    }
    return Shape.of(values);
  }
}
