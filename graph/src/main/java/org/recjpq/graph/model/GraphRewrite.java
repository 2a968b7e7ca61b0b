package org.recjpq.graph.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Copies a finished graph with its batch matrix products in the form that oneDNN supports.
 *
 * <p>Native gradients emit BatchMatMulV3, for which there is only a slower kernel; for operands of
 * the same type V2 is equivalent. Names are kept, so everything can still be found by name.
 */
public final class GraphRewrite {
  private static final List<String> ONLY_IN_V3 = List.of("Ta", "Tb", "Tout", "grad_x", "grad_y");

  private GraphRewrite() {}

  /** A new graph with the same nodes. The original stays open. */
  public static Graph copyOf(Graph graph) {
    return copyOf(graph, UnaryOperator.identity());
  }

  /**
   * As {@link #copyOf(Graph)}, with one more change, which may not take names away that are looked
   * up in the copy.
   */
  public static Graph copyOf(Graph graph, UnaryOperator<GraphDef> change) {
    GraphDef.Builder nodes = graph.toGraphDef().toBuilder();
    nodes.getNodeBuilderList().stream()
        .filter(node -> node.getOp().equals("BatchMatMulV3"))
        .forEach(GraphRewrite::toV2);
    Graph copy = new Graph();
    copy.importGraphDef(change.apply(nodes.build()));
    return copy;
  }

  private static void toV2(NodeDef.Builder node) {
    node.setOp("BatchMatMulV2").putAttr("T", node.getAttrOrThrow("Ta"));
    ONLY_IN_V3.forEach(node::removeAttr);
  }
}
