package org.recjpq.graph.kernels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.recjpq.graph.kernels.GpuReport.Crossing;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Follows the tensors of a graph through the memories of a processor and a GPU, as TensorFlow would
 * place its ops: on the GPU whatever has a kernel for its types there. A kernel for GPUs may have
 * some of its inputs and outputs in the processor's memory, such as shapes; a tensor that is in one
 * memory where it is computed, and needed in the other, is copied.
 *
 * <p>Variables are where the ops that change them are. The optimiser of TensorFlow, which may fold
 * and merge ops, is not taken into account.
 *
 * <p>Source: TensorFlow, {@code core/common_runtime/placer.cc} and {@code memory_types.cc}.
 */
public final class GpuWalk {
  private static final Set<String> FED = Set.of("Placeholder", "PlaceholderWithDefault");
  private static final Set<String> OF_SIZE = Set.of("Shape", "ShapeN", "Size", "Rank");

  private final GpuKernels kernels;
  private final Map<String, OpDef> definitions;
  private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
  private final Map<String, Optional<KernelDef>> placed = new HashMap<>(); // empty: processor
  private final Map<String, Origin> origins = new HashMap<>();
  private final Set<String> changed = new HashSet<>(); // variables

  private GpuWalk(GraphDef graph, GpuKernels kernels) {
    this.kernels = kernels;
    this.definitions =
        TensorFlow.registeredOpList().getOpList().stream()
            .collect(Collectors.toMap(OpDef::getName, op -> op));
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /**
   * Looks at everything that some ops need.
   *
   * @param graph with all attributes, also those of default values
   * @param targets names of ops or tensors
   */
  public static GpuReport report(GraphDef graph, Collection<String> targets, GpuKernels kernels) {
    return new GpuWalk(graph, kernels).report(targets);
  }

  private GpuReport report(Collection<String> targets) {
    List<NodeDef> needed = needed(targets);
    SortedMap<String, Integer> without = new TreeMap<>();
    for (NodeDef node : needed) {
      placed.put(node.getName(), isPinned(node) ? Optional.empty() : kernels.of(node));
      if (isWithout(node)) {
        without.merge(described(node), 1, Integer::sum);
      }
    }
    needed.forEach(this::bringVariables);
    Map<String, Set<String>> copied = new LinkedHashMap<>(); // readers by tensor
    for (NodeDef node : needed) {
      for (int input = 0; input < node.getInputCount(); input++) {
        if (crosses(node, input)) {
          copied
              .computeIfAbsent(tensor(node.getInput(input)), tensor -> new TreeSet<>())
              .add("%s (%s)".formatted(node.getName(), node.getOp()));
        }
      }
    }
    return sorted(needed.size(), without, copied);
  }

  private GpuReport sorted(
      int ops, SortedMap<String, Integer> without, Map<String, Set<String>> copied) {
    List<String> batch = new ArrayList<>();
    List<String> constants = new ArrayList<>();
    List<String> sizes = new ArrayList<>();
    List<Crossing> others = new ArrayList<>();
    copied.forEach(
        (tensor, readers) -> {
          NodeDef source = source(tensor);
          boolean toGpu = isOutputOnHost(tensor);
          switch (origin(source)) {
            case CONSTANT -> constants.add(tensor);
            case SIZES -> sizes.add(tensor);
            case BATCH, WEIGHTS -> {
              if (toGpu && origin(source) == Origin.BATCH) {
                batch.add(tensor);
              } else {
                others.add(new Crossing(tensor, source.getOp(), toGpu, List.copyOf(readers)));
              }
            }
          }
        });
    return new GpuReport(ops, without, batch, constants, sizes, others);
  }

  /** What a node depends on: the last of these that is among its inputs. */
  private enum Origin {
    CONSTANT,
    SIZES,
    BATCH,
    WEIGHTS
  }

  private Origin origin(NodeDef node) {
    Origin known = origins.get(node.getName());
    if (known != null) {
      return known;
    }
    origins.put(node.getName(), Origin.WEIGHTS); // of what depends on itself
    Origin found = Origin.CONSTANT;
    if (FED.contains(node.getOp())) {
      found = Origin.BATCH;
    } else if (OF_SIZE.contains(node.getOp())) {
      found = Origin.SIZES;
    } else if (changed.contains(node.getName())) {
      found = Origin.WEIGHTS;
    } else {
      for (String input : node.getInputList()) {
        Origin of = input.startsWith("^") ? Origin.CONSTANT : origin(source(input));
        found = of.compareTo(found) > 0 ? of : found;
      }
    }
    origins.put(node.getName(), found);
    return found;
  }

  private List<NodeDef> needed(Collection<String> targets) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    targets.forEach(target -> open.add(nameOf(target)));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (seen.add(name)) {
        node(name).getInputList().forEach(input -> open.add(nameOf(input)));
      }
    }
    return nodes.values().stream().filter(node -> seen.contains(node.getName())).toList();
  }

  /** What is fed and what computes nothing is nobody's loss. */
  private boolean isWithout(NodeDef node) {
    return !FED.contains(node.getOp())
        && !node.getOp().equals("NoOp")
        && kernels.of(node).isEmpty();
  }

  private static boolean isPinned(NodeDef node) {
    return node.getDevice().toUpperCase(Locale.ROOT).contains("CPU:");
  }

  /** A variable that an op on the processor changes is there too. */
  private void bringVariables(NodeDef node) {
    List<OpDef.ArgDef> arguments = inputs(node);
    for (int input = 0; input < arguments.size(); input++) {
      if (arguments.get(input).getIsRef()) {
        changed.add(nameOf(node.getInput(input)));
        if (isOnProcessor(node)) {
          placed.put(nameOf(node.getInput(input)), Optional.empty());
        }
      }
    }
  }

  private boolean isOnProcessor(NodeDef node) {
    return placed.getOrDefault(node.getName(), Optional.empty()).isEmpty();
  }

  private boolean crosses(NodeDef node, int input) {
    String tensor = node.getInput(input);
    return !tensor.startsWith("^") && isInputOnHost(node, input) != isOutputOnHost(tensor);
  }

  private boolean isInputOnHost(NodeDef node, int input) {
    Optional<KernelDef> kernel = placed.getOrDefault(node.getName(), Optional.empty());
    return kernel.isEmpty()
        || kernel.get().getHostMemoryArgList().contains(inputs(node).get(input).getName());
  }

  private boolean isOutputOnHost(String tensor) {
    NodeDef source = source(tensor);
    if (FED.contains(source.getOp())) {
      return true;
    }
    Optional<KernelDef> kernel = placed.getOrDefault(source.getName(), Optional.empty());
    return kernel.isEmpty()
        || kernel
            .get()
            .getHostMemoryArgList()
            .contains(outputs(source).get(output(tensor)).getName());
  }

  /** The argument of each input of a node, control inputs aside. */
  private List<OpDef.ArgDef> inputs(NodeDef node) {
    return expanded(node, definition(node).getInputArgList());
  }

  private List<OpDef.ArgDef> outputs(NodeDef node) {
    return expanded(node, definition(node).getOutputArgList());
  }

  /** Arguments that stand for several tensors, as often as they do. */
  private static List<OpDef.ArgDef> expanded(NodeDef node, List<OpDef.ArgDef> arguments) {
    List<OpDef.ArgDef> all = new ArrayList<>();
    for (OpDef.ArgDef argument : arguments) {
      long count = 1;
      if (!argument.getNumberAttr().isEmpty()) {
        count = node.getAttrOrThrow(argument.getNumberAttr()).getI();
      } else if (!argument.getTypeListAttr().isEmpty()) {
        count = node.getAttrOrThrow(argument.getTypeListAttr()).getList().getTypeCount();
      }
      for (long i = 0; i < count; i++) {
        all.add(argument);
      }
    }
    return all;
  }

  private OpDef definition(NodeDef node) {
    OpDef definition = definitions.get(node.getOp());
    if (definition == null) {
      throw new IllegalArgumentException("expected ops of TensorFlow, found " + node.getOp());
    }
    return definition;
  }

  /** An op and the types that its kernels depend on. */
  private String described(NodeDef node) {
    String types =
        definition(node).getAttrList().stream()
            .filter(attribute -> attribute.getType().equals("type"))
            .map(
                attribute ->
                    node.getAttrOrDefault(attribute.getName(), AttrValue.getDefaultInstance()))
            .map(value -> value.getType().name().replaceFirst("^DT_", "").toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return (node.getOp() + " " + types).strip();
  }

  private NodeDef node(String name) {
    NodeDef node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("the graph has no op " + name);
    }
    return node;
  }

  private NodeDef source(String tensor) {
    return node(nameOf(tensor));
  }

  private static String nameOf(String tensor) {
    String name = tensor.startsWith("^") ? tensor.substring(1) : tensor;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static int output(String tensor) {
    int colon = tensor.indexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(tensor.substring(colon + 1));
  }

  private static String tensor(String input) {
    return input.contains(":") ? input : input + ":0";
  }
}
