package org.recjpq.graph.placement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.recjpq.graph.items.JpqEmbedding;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Keeps ops on the processor that TensorFlow would compute on a GPU, to copy what they compute back
 * at every step: seeds of random numbers, which their kernels read in the processor's memory, and
 * item codes, whose rows only a processor looks up.
 */
final class ProcessorOps {
  private static final String PROCESSOR = "/device:CPU:0";
  private static final String RANDOM = "StatelessRandomUniformFullInt";
  private static final int SEED = 1; // its input

  /** The read of item codes, those of a teacher and copies of both included. */
  private static final Pattern CODES =
      Pattern.compile("(?:.*/)?" + Pattern.quote(JpqEmbedding.CODES) + "/read(?:_at_\\d+)?");

  private ProcessorOps() {}

  /** The same graph with these ops, and all that they depend on, on the processor. */
  static GraphDef kept(GraphDef graph) {
    Map<String, NodeDef> nodes = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    for (NodeDef node : graph.getNodeList()) {
      nodes.put(node.getName(), node);
      if (CODES.matcher(node.getName()).matches()) {
        open.add(node.getName());
      } else if (node.getOp().equals(RANDOM)) {
        open.add(nameOf(node.getInput(SEED)));
      }
    }
    Set<String> kept = new HashSet<>();
    while (!open.isEmpty()) {
      NodeDef node = nodes.get(open.remove());
      if (node != null && kept.add(node.getName())) {
        node.getInputList().forEach(input -> open.add(nameOf(input)));
      }
    }
    GraphDef.Builder placed = graph.toBuilder();
    placed.getNodeBuilderList().stream()
        .filter(node -> kept.contains(node.getName()))
        .forEach(node -> node.setDevice(PROCESSOR));
    return placed.build();
  }

  private static String nameOf(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int output = name.indexOf(':');
    return output < 0 ? name : name.substring(0, output);
  }
}
