package org.recjpq.training.tensorboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * A graph for display: its ops and edges, without the contents of large constants such as item
 * codes.
 */
final class GraphOutline {
  /** A larger constant loses its content and keeps its type and shape. */
  private static final int MOST_BYTES = 1024;

  private static final String VALUE = "value";
  private static final NodeDef NOTHING = NodeDef.getDefaultInstance();

  private GraphOutline() {}

  /** Everything that {@code results} depend on, in the order of {@code graph}. */
  static GraphDef of(GraphDef graph, List<String> results) {
    Set<String> shown = neededBy(results, graph);
    GraphDef.Builder outline = GraphDef.newBuilder().setVersions(graph.getVersions());
    graph.getNodeList().stream()
        .filter(node -> shown.contains(node.getName()))
        .forEach(outline::addNode);
    for (NodeDef.Builder node : outline.getNodeBuilderList()) {
      AttrValue value = node.getAttrMap().get(VALUE);
      if (value != null && value.hasTensor() && value.getSerializedSize() > MOST_BYTES) {
        node.putAttr(VALUE, AttrValue.newBuilder().setTensor(empty(value.getTensor())).build());
      }
    }
    return outline.build();
  }

  private static Set<String> neededBy(List<String> results, GraphDef graph) {
    Map<String, NodeDef> byName = new HashMap<>();
    graph.getNodeList().forEach(node -> byName.put(node.getName(), node));
    Set<String> needed = new HashSet<>(results);
    Deque<String> waiting = new ArrayDeque<>(needed);
    while (!waiting.isEmpty()) {
      for (String input : byName.getOrDefault(waiting.remove(), NOTHING).getInputList()) {
        String name = input.replaceFirst("^\\^", "").replaceFirst(":\\d+$", "");
        if (needed.add(name)) {
          waiting.add(name);
        }
      }
    }
    return needed;
  }

  private static TensorProto empty(TensorProto tensor) {
    return TensorProto.newBuilder()
        .setDtype(tensor.getDtype())
        .setTensorShape(tensor.getTensorShape())
        .build();
  }
}
