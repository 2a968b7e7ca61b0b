package org.recjpq.graph.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recjpq.graph.items.JpqEmbedding;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Assigns the ops of a training graph to places, of which the first is the chief.
 *
 * <ul>
 *   <li>Part p of n parts of a batch goes through the model on place p·places/n.
 *   <li>Any other op, such as those of gradients, which know no part, runs where its inputs are, if
 *       these are all on one place, and else on the chief. Whatever holds or changes state stays on
 *       the chief, as does everything that is not part of a step.
 *   <li>Constants and item codes, which never change, are copied to every place that reads them.
 *       Filling the codes fills all copies.
 * </ul>
 *
 * <p>What then crosses between places are the batch, the weights, their gradients, and losses. The
 * arithmetic is that of the graph before, so results are equal, bit for bit.
 */
final class Placement {
  /** Ops of a part of a batch are in a scope of this name and the part's number. */
  private static final Pattern PART =
      Pattern.compile("(?:^|/)" + Workplace.PART + "(\\d+)(?:_\\d+)?/");

  /** Scope of TensorFlow's gradients, whose names do not tell the part. */
  private static final String GRADIENTS = "gradients";

  private static final int CHIEF = 0;
  private static final int UNKNOWN = -1;

  private final Wiring wiring;
  private final List<NodeDef> nodes;
  private final List<String> names;
  private final int[] places; // of each node, or UNKNOWN
  private final Map<String, NodeDef> copies = new HashMap<>(); // by name
  private final Map<String, Set<String>> assignments =
      new HashMap<>(); // of copies, by the original

  private Placement(GraphDef graph, List<String> names) {
    this.wiring = new Wiring(graph);
    this.nodes = graph.getNodeList();
    this.names = names;
    this.places = new int[nodes.size()];
  }

  /**
   * The same graph with a device for every op.
   *
   * @param names of the places, as TensorFlow names devices; the chief's first
   */
  static GraphDef of(GraphDef graph, List<String> names) {
    return names.size() == 1 ? graph : new Placement(graph, names).placed(graph);
  }

  private GraphDef placed(GraphDef graph) {
    boolean[] ofPart = placeParts();
    placeReaders(ofPart);
    placeConstants(ofPart);
    List<NodeDef.Builder> all = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      all.add(withOwnCopies(node));
    }
    GraphDef.Builder placed = graph.toBuilder().clearNode();
    for (NodeDef.Builder node : all) {
      // Whoever fills the codes fills the copies too.
      assignments.getOrDefault(node.getName(), Set.of()).stream()
          .sorted()
          .forEach(copy -> node.addInput("^" + copy));
      placed.addNode(node);
    }
    copies.values().stream()
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(placed::addNode);
    return placed.build();
  }

  /** Divides the parts of a batch among the places; tells which nodes belong to one. */
  private boolean[] placeParts() {
    int[] parts = nodes.stream().mapToInt(node -> partOf(node.getName())).toArray();
    int count = Arrays.stream(parts).max().orElse(UNKNOWN) + 1;
    boolean[] ofPart = new boolean[parts.length];
    for (int node = 0; node < parts.length; node++) {
      ofPart[node] = parts[node] != UNKNOWN;
      places[node] = ofPart[node] ? parts[node] * names.size() / count : UNKNOWN;
    }
    return ofPart;
  }

  private static int partOf(String name) {
    Matcher part = PART.matcher(name);
    return !name.startsWith(GRADIENTS) && part.find() ? Integer.parseInt(part.group(1)) : UNKNOWN;
  }

  /** Places ops where their inputs are, in the order in which they are computed. */
  private void placeReaders(boolean[] ofPart) {
    for (int node : wiring.inOrder()) {
      if (!ofPart[node] && !staysWithChief(nodes.get(node))) {
        int[] before = wiring.inputs(node);
        places[node] = common(before.length, i -> places[before[i]]);
      }
    }
  }

  private static boolean staysWithChief(NodeDef node) {
    String op = node.getOp();
    return op.startsWith("Variable")
        || op.startsWith("Assign")
        || op.contains("Apply")
        || op.startsWith("Scatter")
        || op.startsWith("Save")
        || op.startsWith("Restore")
        || op.equals("Placeholder")
        || op.equals("PlaceholderWithDefault")
        || op.equals("NoOp");
  }

  /** The place of all that have one; UNKNOWN, and so the chief, if there are several or none. */
  private static int common(int count, IntUnaryOperator place) {
    int found = UNKNOWN;
    for (int i = 0; i < count; i++) {
      int next = place.applyAsInt(i);
      if (next != UNKNOWN && found != UNKNOWN && next != found) {
        return UNKNOWN;
      }
      found = next == UNKNOWN ? found : next;
    }
    return found;
  }

  /** Places the constants that a single place reads there. */
  private void placeConstants(boolean[] ofPart) {
    Map<Integer, Set<Integer>> readers = new HashMap<>();
    for (int node = 0; node < nodes.size(); node++) {
      for (int input : wiring.inputs(node)) {
        if (isConstant(input) && !ofPart[input]) {
          readers.computeIfAbsent(input, unused -> new TreeSet<>()).add(at(node));
        }
      }
    }
    readers.forEach((node, at) -> places[node] = at.size() == 1 ? at.iterator().next() : CHIEF);
  }

  private int at(int node) {
    return Math.max(CHIEF, places[node]);
  }

  private boolean isConstant(int node) {
    return nodes.get(node).getOp().equals("Const");
  }

  private static boolean areCodes(NodeDef node) {
    return node.getName().equals(JpqEmbedding.CODES + "/read");
  }

  /** The node on its place, with inputs from copies on the same place where there can be some. */
  private NodeDef.Builder withOwnCopies(int node) {
    NodeDef.Builder placed = nodes.get(node).toBuilder().setDevice(names.get(at(node)));
    for (int i = 0; i < wiring.inputs(node).length; i++) {
      int input = wiring.inputs(node)[i];
      NodeDef source = nodes.get(input);
      if (at(input) != at(node) && (isConstant(input) || areCodes(source))) {
        String control = placed.getInput(i).startsWith("^") ? "^" : "";
        placed.setInput(i, control + copyOf(source, at(node)));
      }
    }
    return placed;
  }

  /** The name of the copy of a constant, or of the codes, on a place. */
  private String copyOf(NodeDef source, int place) {
    String name = copyName(source.getName(), place);
    if (!copies.containsKey(name)) {
      NodeDef.Builder copy = source.toBuilder().setName(name).setDevice(names.get(place));
      if (areCodes(source)) {
        copy.setInput(0, copyOf(nodes.get(wiring.indexOf(source.getInput(0))), place));
      } else {
        copy.clearInput(); // control inputs of the original
      }
      copies.put(name, copy.build());
      if (source.getOp().startsWith("Variable")) {
        copyAssignment(source.getName(), place);
      }
    }
    return name;
  }

  private void copyAssignment(String variable, int place) {
    NodeDef original = nodes.get(wiring.indexOf(variable + "/assign"));
    String name = copyName(original.getName(), place);
    copies.put(
        name,
        original.toBuilder()
            .setName(name)
            .setDevice(names.get(place))
            .setInput(0, copyName(variable, place))
            .build());
    assignments.computeIfAbsent(original.getName(), unused -> new TreeSet<>()).add(name);
  }

  private static String copyName(String name, int place) {
    return name + "_at_" + place;
  }
}
