package org.recjpq.savedmodels.signatures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Makes a signature answer a batch piece by piece, one after the other, so that its memory is that
 * of a piece however many rows a request has.
 *
 * <p>It is a rewrite of the finished graph. Whatever depends on the rows of the inputs is copied
 * into a while loop, in the form of TensorFlow 1 (frames of {@code Enter}, {@code Merge}, {@code
 * Switch}, {@code NextIteration} and {@code Exit}), which all runtimes execute and in which the
 * optimisations of the graph apply. All else is computed once, outside. The first piece is always
 * answered, so an empty batch gets an answer with all its dimensions.
 *
 * <p>The loop takes the places of the outputs, by their names.
 */
final class RowLoop {
  /**
   * A signature to rewrite.
   *
   * @param key its key, and first part of the names of all that is added
   * @param inputs names of the placeholders, whose first dimension is B
   * @param outputs names of the ops whose output 0 is an output of the signature, [B, ...]
   * @param whole names of ops that belong to the batch as a whole, such as the longest list
   * @param rows name of an op: B, a scalar int32
   * @param before names of ops that run first
   * @param rowsPerPiece maximum number of rows of a piece, at least 1
   */
  record Body(
      String key,
      List<String> inputs,
      List<String> outputs,
      Set<String> whole,
      String rows,
      List<String> before,
      int rowsPerPiece) {}

  private final Graph graph;
  private final Body body;
  private final LoopNodes nodes;
  private final Map<String, NodeDef> inLoop = new LinkedHashMap<>(); // in the order of the graph
  private final Map<String, String> captured = new HashMap<>(); // tensor -> its name in the loop

  private RowLoop(Graph graph, Body body) {
    this.graph = graph;
    this.body = body;
    this.nodes = new LoopNodes(body.key() + "/pieces");
  }

  /** The graph with loops in place of the outputs of some signatures; {@code graph} is kept. */
  static GraphDef rewritten(Graph graph, GraphDef definition, List<Body> bodies) {
    Set<String> replaced = new HashSet<>();
    bodies.forEach(body -> replaced.addAll(body.outputs()));
    GraphDef.Builder result = definition.toBuilder().clearNode();
    definition.getNodeList().stream()
        .filter(node -> !replaced.contains(node.getName()))
        .forEach(result::addNode);
    for (Body body : bodies) {
      result.addAllNode(new RowLoop(graph, body).build(definition.getNodeList()));
    }
    return result.build();
  }

  private List<NodeDef> build(List<NodeDef> all) {
    collect(all);
    String zero = nodes.constant("zero", 0);
    String size = nodes.constant("size", body.rowsPerPiece());
    String one = nodes.constant("one", 1);
    String last = nodes.op("last", "Maximum", DataType.DT_INT32, body.rows(), one);
    String unknown = nodes.constant("unknown_shape", -1);

    var begin = nodes.variable("begin", DataType.DT_INT32, zero, body.before());
    List<LoopNodes.Variable> lists = new ArrayList<>();
    for (int i = 0; i < body.outputs().size(); i++) {
      String empty = nodes.emptyList("empty_" + i, dataType(body.outputs().get(i), 0), unknown);
      lists.add(nodes.variable("answers_" + i, DataType.DT_VARIANT, empty, List.of()));
    }
    nodes.condition(begin, nodes.invariant("last_row", DataType.DT_INT32, last));

    String step = nodes.invariant("rows_per_piece", DataType.DT_INT32, size);
    String rows = nodes.invariant("rows", DataType.DT_INT32, body.rows());
    String left = nodes.op("left", "Sub", DataType.DT_INT32, rows, begin.value());
    String length = nodes.op("length", "Minimum", DataType.DT_INT32, step, left);
    for (String input : body.inputs()) {
      int rank = graph.operationOrThrow(input).output(0).shape().numDimensions();
      String whole = nodes.invariant("whole_" + input, dataType(input, 0), input);
      captured.put(
          input + ":0",
          nodes.rows("some_" + input, dataType(input, 0), whole, rank, begin, length));
    }
    inLoop.values().forEach(node -> nodes.add(copy(node)));

    nodes.next(begin, nodes.op("next_begin", "AddV2", DataType.DT_INT32, begin.value(), step));
    for (int i = 0; i < lists.size(); i++) {
      String output = body.outputs().get(i);
      DataType type = dataType(output, 0);
      nodes.next(lists.get(i), nodes.append("added_" + i, lists.get(i), type, inLoop(output)));
      nodes.joined(
          Objects.requireNonNull(inLoop.get(output)), type, nodes.exit(lists.get(i)), unknown);
    }
    return nodes.all();
  }

  /** Finds what depends on the rows and leads to an output, with the constants that it uses. */
  private void collect(List<NodeDef> all) {
    Map<String, NodeDef> constants = new HashMap<>();
    Map<String, NodeDef> dependent = new LinkedHashMap<>();
    for (NodeDef node : all) { // operations come after their inputs
      if (node.getOp().equals("Const")) {
        constants.put(node.getName(), node);
      }
      boolean ofRows =
          node.getInputList().stream()
              .map(RowLoop::nodeOf)
              .anyMatch(name -> body.inputs().contains(name) || dependent.containsKey(name));
      if (ofRows && !body.whole().contains(node.getName())) {
        dependent.put(node.getName(), node);
      }
    }
    Set<String> needed = new LinkedHashSet<>(body.outputs());
    List<NodeDef> backwards = new ArrayList<>(dependent.values());
    Collections.reverse(backwards);
    for (NodeDef node : backwards) {
      if (needed.contains(node.getName())) {
        node.getInputList().forEach(input -> needed.add(nodeOf(input)));
      }
    }
    for (NodeDef node : all) {
      boolean copied =
          dependent.containsKey(node.getName()) || constants.containsKey(node.getName());
      if (copied && needed.contains(node.getName())) {
        inLoop.put(node.getName(), node);
      }
    }
  }

  /** A node of the loop; one that only uses what never changes waits for the piece to begin. */
  private NodeDef copy(NodeDef node) {
    NodeDef.Builder copy = node.toBuilder().setName(inLoop(node.getName())).clearInput();
    boolean waits = true;
    for (String input : node.getInputList()) {
      String source = nodeOf(input);
      if (input.startsWith("^")) {
        if (inLoop.containsKey(source)) {
          copy.addInput("^" + inLoop(source));
        }
        continue;
      }
      waits &= !inLoop.containsKey(source) && !body.inputs().contains(source);
      copy.addInput(inLoop.containsKey(source) ? nodes.name(input) : captured(input));
    }
    return waits ? copy.addInput(nodes.pieceBegins()).build() : copy.build();
  }

  private String inLoop(String node) {
    return nodes.name(node);
  }

  private String captured(String tensor) {
    String source = nodeOf(tensor);
    int colon = tensor.indexOf(':');
    int index = colon < 0 ? 0 : Integer.parseInt(tensor.substring(colon + 1));
    return captured.computeIfAbsent(
        source + ":" + index,
        key -> nodes.invariant("given_" + captured.size(), dataType(source, index), tensor));
  }

  private DataType dataType(String node, int index) {
    Output<?> output = graph.operationOrThrow(node).output(index);
    return output.dataType();
  }

  /** The node that {@code "name"}, {@code "name:1"} or {@code "^name"} refers to. */
  private static String nodeOf(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
