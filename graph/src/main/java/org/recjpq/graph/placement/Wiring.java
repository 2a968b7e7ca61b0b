package org.recjpq.graph.placement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Which nodes of a graph read which; a node is named by its place in the list of nodes. */
final class Wiring {
  private final Map<String, Integer> indexes = new HashMap<>();
  private final int[][] inputs;

  /**
   * Follows all inputs.
   *
   * @throws IllegalArgumentException if a node reads one that is not there
   */
  Wiring(GraphDef graph) {
    List<NodeDef> nodes = graph.getNodeList();
    for (int node = 0; node < nodes.size(); node++) {
      indexes.put(nodes.get(node).getName(), node);
    }
    this.inputs =
        nodes.stream()
            .map(node -> node.getInputList().stream().mapToInt(this::indexOf).toArray())
            .toArray(int[][]::new);
  }

  /** The node that an input comes from, whether a tensor or a control input. */
  int indexOf(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int output = name.indexOf(':');
    Integer index = indexes.get(output < 0 ? name : name.substring(0, output));
    if (index == null) {
      throw new IllegalArgumentException("the graph has no node " + input);
    }
    return index;
  }

  /** The nodes that the inputs of a node come from, in its own order; not to be changed. */
  int[] inputs(int node) {
    return inputs[node];
  }

  /** Nodes after all their inputs; those of loops, which have no such order, at the end. */
  List<Integer> inOrder() {
    int[] missing = new int[inputs.length];
    List<List<Integer>> readers = new ArrayList<>();
    Deque<Integer> ready = new ArrayDeque<>();
    for (int node = 0; node < inputs.length; node++) {
      readers.add(new ArrayList<>());
    }
    for (int node = 0; node < inputs.length; node++) {
      missing[node] = inputs[node].length;
      for (int input : inputs[node]) {
        readers.get(input).add(node);
      }
      if (missing[node] == 0) {
        ready.add(node);
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int node = ready.remove();
      order.add(node);
      for (int reader : readers.get(node)) {
        missing[reader]--;
        if (missing[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    for (int node = 0; node < missing.length; node++) {
      if (missing[node] > 0) {
        order.add(node);
      }
    }
    return order;
  }
}
