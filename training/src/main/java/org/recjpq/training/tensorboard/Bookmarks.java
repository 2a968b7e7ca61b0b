package org.recjpq.training.tensorboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.recjpq.assignment.json.Json;

/**
 * Bookmarks of the Projector dashboard: states of its page.
 *
 * <p>Projections are left out: the page has computed the principal components of a table when its
 * bookmarks can be chosen. The numbers are those that the page starts with.
 *
 * <p>Source: TensorBoard, {@code vz_projector/data.ts}, class {@code State}.
 */
final class Bookmarks {
  private Bookmarks() {}

  /** The content of the file. */
  static String of(Projector.Table table, List<Projector.View> views) {
    int dimension = table.rows().isEmpty() ? 0 : table.rows().get(0).vector().length;
    ArrayNode states = Json.mapper().createArrayNode();
    for (Projector.View view : views) {
      ObjectNode state =
          states
              .addObject()
              .put("label", view.label())
              .put("isSelected", false)
              .put("selectedProjection", "pca")
              .put("selectedLabelOption", table.columns().get(0))
              .put("selectedColorOptionName", view.column())
              .put("forceCategoricalColoring", view.distinct())
              .put("tSNEIteration", 0)
              .put("tSNEPerplexity", 25)
              .put("tSNELearningRate", 10)
              .put("tSNEis3d", true)
              .put("umapIs3d", true)
              .put("umapNeighbors", 15)
              .put("umapMinDist", 0.1);
      state.putArray("dataSetDimensions").add(table.rows().size()).add(dimension);
      state.putArray("pcaComponentDimensions").add(0).add(1).add(2);
      state.putArray("projections");
      state.putArray("selectedPoints");
      for (String axis : List.of("customXLeft", "customXRight", "customYUp", "customYDown")) {
        state.put(axis + "Text", "").put(axis + "Regex", false);
      }
    }
    return states.toString();
  }
}
