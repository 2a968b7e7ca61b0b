package org.recjpq.graph.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Lets tensors that go from one place to another at the same time go as one, since each tensor that
 * is sent costs processor time, however small it is.
 *
 * <p>Packed are tensors of float32 of up to 4 MiB whose shapes are known when the graph is built,
 * such as weights and their gradients. Tensors go together if
 *
 * <ul>
 *   <li>they have the same two places;
 *   <li>the same steps need them, so that none is computed in vain, as there may be a step for each
 *       length of sequences;
 *   <li>as many others have crossed before them on the way to each, so that none can depend on
 *       another of its pack.
 * </ul>
 *
 * <p>Packing moves bits, as integers, and so changes none. Control inputs stay as they are.
 */
final class PackedTensors {
  /** A tensor on its way to a place. */
  private record Crossing(String tensor, String device) {}

  /** What tensors of a pack have in common; level is the number of crossings before. */
  private record Group(String from, String to, int level, BitSet steps) {}

  private static final int IN_LOOP = -1;

  /** Numbers of a tensor beyond which it is not worth a copy at both ends: 4 MiB. */
  private static final int MOST = 1 << 20;

  private final List<NodeDef> nodes;
  private final Wiring wiring;
  private final Graph imported; // to ask for shapes
  private final List<Integer> order;
  private final int[] levels;

  private PackedTensors(GraphDef graph, Graph imported) {
    this.nodes = graph.getNodeList();
    this.wiring = new Wiring(graph);
    this.imported = imported;
    this.order = wiring.inOrder();
    this.levels = levels();
  }

  /** The same graph, whose nodes must have devices, with packs. */
  static GraphDef of(GraphDef graph) {
    try (Graph imported = new Graph()) {
      imported.importGraphDef(graph);
      return new PackedTensors(graph, imported).packed(graph);
    }
  }

  private GraphDef packed(GraphDef graph) {
    PackNodes packs = new PackNodes();
    Map<Crossing, String> arrived = new HashMap<>();
    groups()
        .forEach(
            (group, names) -> {
              if (names.size() > 1) {
                List<PackNodes.Tensor> tensors = tensors(names);
                List<String> there = packs.add(tensors, group.from(), group.to());
                for (int i = 0; i < tensors.size(); i++) {
                  arrived.put(new Crossing(tensors.get(i).name(), group.to()), there.get(i));
                }
              }
            });
    GraphDef.Builder result = graph.toBuilder().clearNode();
    for (NodeDef node : nodes) {
      NodeDef.Builder own = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        String input = node.getInput(i);
        own.setInput(
            i, arrived.getOrDefault(new Crossing(tensorOf(input), node.getDevice()), input));
      }
      result.addNode(own);
    }
    return result.addAllNode(packs.nodes()).build();
  }

  private List<PackNodes.Tensor> tensors(Set<String> names) {
    return names.stream().map(name -> new PackNodes.Tensor(name, output(name).shape())).toList();
  }

  /** The tensors of each pack, in the order of the graph. */
  private Map<Group, Set<String>> groups() {
    BitSet[] steps = steps();
    Map<Crossing, BitSet> needed = new LinkedHashMap<>();
    for (int node = 0; node < nodes.size(); node++) {
      String device = nodes.get(node).getDevice();
      for (int i = 0; i < wiring.inputs(node).length; i++) {
        if (isCrossing(node, i) && levels[node] != IN_LOOP) {
          var crossing = new Crossing(tensorOf(nodes.get(node).getInput(i)), device);
          needed.computeIfAbsent(crossing, unused -> new BitSet()).or(steps[node]);
        }
      }
    }
    Map<Group, Set<String>> groups = new LinkedHashMap<>();
    needed.forEach(
        (crossing, of) -> {
          int source = wiring.indexOf(crossing.tensor());
          if (!of.isEmpty() && levels[source] != IN_LOOP && canBePacked(crossing.tensor())) {
            String from = nodes.get(source).getDevice();
            var group = new Group(from, crossing.device(), levels[source], of);
            groups.computeIfAbsent(group, unused -> new LinkedHashSet<>()).add(crossing.tensor());
          }
        });
    return groups;
  }

  private boolean canBePacked(String tensor) {
    Output<?> output = output(tensor);
    return output.dataType() == DataType.DT_FLOAT
        && !output.shape().hasUnknownDimension()
        && output.shape().size() <= MOST;
  }

  private Output<?> output(String tensor) {
    int colon = tensor.indexOf(':');
    String node = tensor.substring(0, colon);
    GraphOperation operation = imported.operation(node);
    if (operation == null) {
      throw new IllegalStateException("the graph has no node " + node);
    }
    return operation.output(Integer.parseInt(tensor.substring(colon + 1)));
  }

  private boolean isCrossing(int node, int input) {
    String from = nodes.get(wiring.inputs(node)[input]).getDevice();
    return !isControl(nodes.get(node).getInput(input)) && !from.equals(nodes.get(node).getDevice());
  }

  private static boolean isControl(String input) {
    return input.startsWith("^");
  }

  /** The input with the number of its output. */
  private static String tensorOf(String input) {
    return isControl(input) || input.indexOf(':') >= 0 ? input : input + ":0";
  }

  /** How many tensors have crossed, one after the other, on the longest way to each node. */
  private int[] levels() {
    int[] found = new int[nodes.size()];
    Arrays.fill(found, IN_LOOP);
    for (int node : order) {
      int level = 0;
      int[] before = wiring.inputs(node);
      for (int i = 0; i < before.length && level != IN_LOOP; i++) {
        int own = found[before[i]];
        level = own == IN_LOOP ? IN_LOOP : Math.max(level, own + (isCrossing(node, i) ? 1 : 0));
      }
      found[node] = level;
    }
    return found;
  }

  /** The ops without results for which each node is computed, such as the updates of a step. */
  private BitSet[] steps() {
    BitSet[] found = new BitSet[nodes.size()];
    Arrays.setAll(found, node -> new BitSet());
    List<Integer> backwards = new ArrayList<>(order);
    Collections.reverse(backwards);
    for (int node : backwards) {
      if (nodes.get(node).getOp().equals("NoOp")) {
        found[node].set(node);
      }
      for (int input : wiring.inputs(node)) {
        found[input].or(found[node]);
      }
    }
    return found;
  }
}
