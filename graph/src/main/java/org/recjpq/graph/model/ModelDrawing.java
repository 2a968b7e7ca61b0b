package org.recjpq.graph.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.encoders.SequenceEncoder;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.losses.TargetTensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A graph to look at: what a training step computes forward, and the scores of all items from the
 * same sequence vectors. It is made by the code that makes the training graph, but has the ops once
 * where that one has them for each part of a batch, and neither gradients nor an optimizer.
 *
 * <p>Names are made for people: a layer and its weights have a scope of their own at the top of the
 * graph, and so have the ops from ids to item vectors, among them {@code gather_codes}, {@code
 * gather_sub_embeddings} and {@code concat_splits}.
 *
 * @param graph cannot be run: large constants are whole, but weights have no values
 * @param results names of the operations at its ends: the loss and the scores
 */
public record ModelDrawing(GraphDef graph, List<String> results) {
  /** Positions of an unrolled encoder, of which all are alike. */
  private static final int UNROLLED = 3;

  private static final String INPUT = SequentialModel.INPUT + "/";
  private static final String ENCODER = SequentialModel.ENCODER + "/";

  /**
   * Draws a model.
   *
   * @param items N, the size of the catalogue
   * @param codes item codes of N + 2 rows if the configuration needs them, else null
   */
  public static ModelDrawing of(
      ModelConfig config, int items, @Nullable ItemCodes codes, LossSettings loss) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters parameters = Parameters.fed(tf);
      SequentialModel model = SequentialModel.create(parameters, config, items, codes);
      int length = config.encoder().unrolled() ? UNROLLED : -1;
      var history = ids(tf.withName("history"), -1, length);
      var step = tf.withName("step").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      var vectors = model.encode(tf, history, Dropout.of(config.dropout(), 0, step));
      List<String> results =
          List.of(loss(tf, model, vectors, loss), scores(tf, model, vectors, config.dimension()));
      return new Names(graph.toGraphDef(), parameters.all()).drawing(results);
    }
  }

  private static String loss(
      Ops tf, SequentialModel model, Operand<TFloat32> vectors, LossSettings settings) {
    NegativeSampling sampling = settings.negatives();
    boolean shared = sampling != null && sampling.shared();
    Ops inTargets = tf.withSubScope("target_positions");
    var rows = model.at(inTargets, vectors, ids(inTargets, -1));
    Ops inLoss = tf.withSubScope("loss");
    var positives = ids(inLoss.withName("positives"), -1, -1);
    int count = sampling == null ? 0 : sampling.count();
    var negatives = ids(inLoss.withName("negatives"), shared ? 1 : -1, count);
    var targets =
        new TargetTensors(
            positives,
            negatives,
            logCounts(inLoss.withName("log_counts_of_positives")),
            logCounts(inLoss.withName("log_counts_of_negatives")),
            shared);
    var loss = settings.create(model.items().items());
    var ofPositions = loss.losses(inLoss, model.items(), rows, targets);
    return loss.ofBatch(inLoss, model.items(), ofPositions).asOutput().op().name();
  }

  private static String scores(
      Ops tf, SequentialModel model, Operand<TFloat32> vectors, int dimension) {
    var last = SequenceEncoder.last(tf.withSubScope("last_position"), vectors, dimension);
    return model.items().scoresOfAll(tf.withSubScope("scores"), last).asOutput().op().name();
  }

  private static Operand<TInt32> ids(Ops tf, long... sizes) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(sizes)));
  }

  private static Operand<TFloat32> logCounts(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
  }

  /** What operations are called in the drawing. A variable and its only read become one. */
  private static final class Names {
    private final GraphDef graph;
    private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
    private final Map<String, NamedVariable> readBy = new HashMap<>(); // by name of the read
    private final Map<String, String> drawn = new HashMap<>(); // by name in the graph

    Names(GraphDef graph, List<NamedVariable> variables) {
      this.graph = graph;
      graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
      variables.forEach(variable -> readBy.put(variable.readName(), variable));
      Set<String> taken = new HashSet<>();
      for (String name : nodes.keySet()) {
        String wanted = wanted(name);
        drawn.put(name, taken.add(wanted) ? wanted : name);
      }
      readBy.forEach((read, variable) -> drawn.put(variable.name(), drawn(read)));
    }

    private String wanted(String name) {
      NamedVariable variable = readBy.get(name);
      if (variable != null) {
        return ofVariable(variable.name());
      }
      if (name.equals(JpqEmbedding.CODES + "/read")) {
        return "codes/values";
      }
      if (name.startsWith(INPUT)) {
        return name.substring(INPUT.length());
      }
      boolean inLayer = name.startsWith(ENCODER) && name.indexOf('/', ENCODER.length()) > 0;
      return inLayer ? name.substring(ENCODER.length()) : name;
    }

    /** Without the first part, which is not in the names of the ops of a layer either. */
    private static String ofVariable(String name) {
      String rest = name.substring(name.indexOf('/') + 1);
      return rest.contains("/") ? rest : rest + "/values";
    }

    ModelDrawing drawing(List<String> results) {
      Set<String> variables =
          readBy.values().stream().map(NamedVariable::name).collect(Collectors.toSet());
      GraphDef.Builder drawing = GraphDef.newBuilder().setVersions(graph.getVersions());
      nodes.forEach(
          (name, node) -> {
            if (!variables.contains(name)) {
              drawing.addNode(renamed(name, node));
            }
          });
      return new ModelDrawing(drawing.build(), results.stream().map(this::drawn).toList());
    }

    private NodeDef renamed(String name, NodeDef node) {
      NamedVariable variable = readBy.get(name);
      NodeDef shown = variable == null ? node : nodes.getOrDefault(variable.name(), node);
      NodeDef.Builder renamed = shown.toBuilder().setName(drawn(name)).clearInput();
      shown.getInputList().forEach(input -> renamed.addInput(ofInput(input)));
      return renamed.build();
    }

    /** An input, which may be a control input or have the index of an output. */
    private String ofInput(String input) {
      int start = input.startsWith("^") ? 1 : 0;
      int colon = input.lastIndexOf(':');
      int end = colon < 0 ? input.length() : colon;
      return input.substring(0, start) + drawn(input.substring(start, end)) + input.substring(end);
    }

    private String drawn(String name) {
      return drawn.getOrDefault(name, name);
    }
  }
}
