package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.SequentialModel;
import org.recjpq.graph.model.Weights;
import org.recjpq.savedmodels.export.ExportForm;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.export.ModelToExport;
import org.recjpq.savedmodels.export.Provenance;
import org.recjpq.savedmodels.protocol.IdForm;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/**
 * Exports of models that were never trained: initial weights, uniform codes, items that are all
 * equally popular.
 *
 * @param items N
 * @param shape of the codes, for models that have any; a bias is one more sub-id
 * @param listLength length of the export's lists
 * @param seed seed of weights and codes
 * @param successors of each item in a memory of transitions; 0 for no memory
 * @param form how it holds the model
 */
record GeneratedExport(
    int items, CodeShape shape, int listLength, long seed, int successors, ExportForm form) {
  /**
   * Writes an export.
   *
   * @return its version directory
   */
  Path write(ModelConfig config, Path base) throws IOException {
    @Nullable ItemCodes codes = codes(config.items());
    int[] interactions = new int[items];
    try (Weights weights = firstWeights(config, codes)) {
      var model =
          new ModelToExport(
                  config, catalogue(), codes, weights, interactions, "generated", memory())
              .withForm(form);
      return ModelExporter.export(model, listLength, base, provenance(), recommender -> {});
    }
  }

  /** With a history, so that the most popular items need not be found. */
  private Provenance provenance() {
    List<String> history = IntStream.range(0, Math.min(items, 8)).mapToObj(this::id).toList();
    return new Provenance(null, null, Map.of(), List.of(history), List.of());
  }

  /** The id of an item: a number if it must be one. */
  String id(int item) {
    return form.ids() == IdForm.NUMBERS ? Integer.toString(item) : "item-" + item;
  }

  /** Items have about as many successors, at random. */
  private @Nullable TransitionMemory memory() {
    if (successors == 0) {
      return null;
    }
    TransitionSettings settings = TransitionSettings.OFF.withSuccessors(successors);
    int[] walk = new SplittableRandom(seed).ints(items * (successors + 1L), 0, items).toArray();
    Sequences walks = new Sequences(walk, new int[] {0}, new int[] {walk.length}, items);
    return new TransitionMemory(
        TransitionBuilder.build(walks, settings), new MemoryBlend(1e-3, 3, 0.7));
  }

  private @Nullable ItemCodes codes(ItemSettings kind) {
    return kind.needsCodes()
        ? RandomCodes.draw(
            new CodeShape(kind.subIdsPerItem(), shape.subIds()), items, new SplittableRandom(seed))
        : null;
  }

  private Catalogue catalogue() {
    Ids all = new Ids(items);
    for (int item = 0; item < items; item++) {
      all.add(id(item));
    }
    return new Catalogue(all);
  }

  private Weights firstWeights(ModelConfig config, @Nullable ItemCodes codes) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Parameters parameters = new Parameters(Ops.create(graph), seed);
      SequentialModel.create(parameters, config, items, codes);
      Session.Runner runner = session.runner();
      parameters.all().forEach(parameter -> parameter.initialise(runner));
      runner.run().close();
      return Weights.fetch(session, parameters.all());
    }
  }
}
