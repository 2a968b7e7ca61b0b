package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.SampledSoftmax;
import org.tensorflow.Graph;
import org.tensorflow.proto.NodeDef;

class ModelDrawingTest {
  private static final int ITEMS = 5;

  @Test
  void theTopShowsEveryLayerOnceAndTheWayFromCodesToVectors() {
    var scopes = scopes(draw(new SasRec.Settings(), new JpqEmbedding.Settings(), codes()));
    assertEquals(
        Set.of(
            "history",
            "step",
            "codes",
            "gather_codes",
            "sub_embeddings",
            "gather_sub_embeddings",
            "concat_splits",
            "item_mask",
            "mask",
            "positions",
            "block_0",
            "block_1",
            "norm",
            "output",
            "target_positions",
            "last_position",
            "loss",
            "scores"),
        scopes);
  }

  @Test
  void weightsStandWithTheLayerThatUsesThem() {
    var drawing = draw(new SasRec.Settings(), new JpqEmbedding.Settings(), codes());
    List<NodeDef> variables =
        drawing.graph().getNodeList().stream()
            .filter(node -> node.getOp().equals("VariableV2"))
            .toList();
    assertTrue(
        names(variables)
            .containsAll(
                Set.of(
                    "sub_embeddings/values",
                    "positions/values",
                    "block_1/query/kernel",
                    "norm/gamma")),
        () -> names(variables).toString());
    assertTrue(
        drawing.graph().getNodeList().stream()
            .anyMatch(
                node ->
                    node.getOp().equals("MatMul")
                        && node.getName().startsWith("block_1/query/")
                        && node.getInputList().contains("block_1/query/kernel")));
  }

  @Test
  void everyInputIsInTheDrawing() {
    for (EncoderSettings encoder :
        List.of(
            new SasRec.Settings(),
            new LiGr.Settings(),
            new Bert4Rec.Settings(),
            new Gru4Rec.Settings())) {
      var drawing = draw(encoder, new FullEmbedding.Tied(), null);
      Set<String> names = names(drawing.graph().getNodeList());
      assertEquals(drawing.graph().getNodeCount(), names.size(), encoder.name());
      assertTrue(names.containsAll(drawing.results()), encoder.name());
      for (NodeDef node : drawing.graph().getNodeList()) {
        for (String input : node.getInputList()) {
          assertTrue(
              names.contains(input.replaceFirst("^\\^", "").replaceFirst(":\\d+$", "")), input);
        }
      }
      try (Graph graph = new Graph()) {
        graph.importGraphDef(drawing.graph()); // fails if types or shapes do not fit
      }
    }
  }

  @Test
  void layersOfUnrolledEncodersAreDrawnForFewPositions() {
    var drawing = draw(new Gru4Rec.Settings(), new FullEmbedding.Tied(), null);
    Set<String> scopes = scopes(drawing);
    assertTrue(scopes.containsAll(Set.of("layer_0", "layer_1", "dense")), scopes::toString);
    long sigmoids =
        drawing.graph().getNodeList().stream()
            .filter(node -> node.getName().startsWith("layer_0/"))
            .filter(node -> node.getOp().equals("Sigmoid"))
            .count();
    assertEquals(2 * 3, sigmoids); // two gates at each of three positions
  }

  private static ModelDrawing draw(
      EncoderSettings encoder, ItemSettings items, @Nullable ItemCodes codes) {
    var config = new ModelConfig(encoder, items, 8, 8, 0.2);
    return ModelDrawing.of(config, ITEMS, codes, new SampledSoftmax.Settings());
  }

  private static ItemCodes codes() {
    Random random = new Random(1);
    return ItemCodes.generate(new CodeShape(2, 3), ITEMS + 2, (row, split) -> random.nextInt(3));
  }

  /** The first parts of the names of all that leads to the results, without constants. */
  private static Set<String> scopes(ModelDrawing drawing) {
    Set<String> needed = new HashSet<>(drawing.results());
    for (int before = 0; before < needed.size(); ) {
      before = needed.size();
      drawing.graph().getNodeList().stream()
          .filter(node -> needed.contains(node.getName()))
          .toList()
          .forEach(
              node ->
                  node.getInputList()
                      .forEach(input -> needed.add(input.replaceFirst(":\\d+$", ""))));
    }
    return needed.stream()
        .filter(name -> !name.startsWith("Const")) // drawn as a small circle next to its reader
        .map(name -> name.replaceFirst("/.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(List<NodeDef> nodes) {
    return nodes.stream().map(NodeDef::getName).collect(Collectors.toSet());
  }
}
