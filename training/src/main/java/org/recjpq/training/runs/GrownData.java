package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.growth.AsBefore;
import org.recjpq.assignment.growth.GrownCodes;
import org.recjpq.assignment.growth.GrownItems;
import org.recjpq.assignment.growth.ItemPlacement;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.quality.ComposedVectors;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.training.checkpoints.Checkpoint;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingSession;

/**
 * The data of a trained run, over a catalogue that has grown: known items keep index and code, and
 * new ones get codes from the trained sub-embeddings.
 *
 * @param data the data; their first values are none, because the weights are trained
 * @param known items that the run was trained with
 * @param ways how the others got their codes
 */
record GrownData(RunData data, int known, List<GrownCodes.Way> ways) {
  /**
   * Grows the catalogue of a run.
   *
   * @param folder of the trained run
   * @param config of the new data, whose model is that of the run; its fingerprint is replaced
   * @param holdout of the new log, in any order of items
   * @param ways how new items get their codes; those that it had grown by before, and that the log
   *     does not have, keep theirs
   * @throws DataException if the model has no item codes, or no checkpoint
   */
  static GrownData of(RunFolder folder, RunConfig config, Holdout holdout, List<ItemPlacement> ways)
      throws IOException {
    CodeAssigner assigner = requireCodes(folder, config.training());
    ItemCodes codes = CodesFile.read(folder.codes());
    SubEmbeddings parts = trainedParts(folder, config.training(), codes, assigner.summed());
    int dimension = config.training().model().dimension();
    Catalogue trained = Catalogue.read(folder.catalogue());
    VectorTable known = ComposedVectors.composed(codes, parts, trained.size(), dimension);
    Catalogue before = trained;
    List<ItemPlacement> all = new ArrayList<>(ways);
    RunFolder extension = folder.extension();
    if (Files.exists(extension.catalogue()) && Files.exists(extension.codes())) {
      before = Catalogue.read(extension.catalogue());
      ItemCodes then = CodesFile.read(extension.codes());
      all.add(new AsBefore(ComposedVectors.composed(then, parts, before.size(), dimension)));
    }
    Holdout grown = holdout.renumbered(before.grownBy(holdout.catalogue()));
    GrownCodes assigned =
        GrownCodes.assign(
            new GrownCodes.Known(codes, parts, assigner.summed()),
            new GrownItems(grown.train(), grown.catalogue(), known, config.training().seed()),
            all);
    RunData data =
        new RunData(
            config.withFingerprint(grown.fingerprint()),
            grown,
            PreparedItems.of(assigned.codes()),
            true);
    return new GrownData(data, trained.size(), assigned.ways());
  }

  private static CodeAssigner requireCodes(RunFolder folder, TrainingConfig config) {
    @Nullable CodeAssigner assigner = config.model().items().codes();
    if (assigner == null) {
      throw new DataException(
          ("%s: expected a model with item codes, which new items can get without training, found"
                  + " a vector per item (%s); train again on the new log")
              .formatted(folder.root(), config.model().items().name()));
    }
    return assigner;
  }

  private static SubEmbeddings trainedParts(
      RunFolder folder, TrainingConfig config, ItemCodes codes, boolean summed) {
    int items = codes.rows() - Catalogue.SPECIAL_ROWS;
    Checkpoint best =
        new CheckpointStore(folder.checkpoints())
            .best()
            .orElseThrow(
                () ->
                    new DataException(
                        folder.checkpoints()
                            + ": expected an intact checkpoint, found none; train the model"
                            + " first"));
    try (TrainingGraph graph =
            TrainingGraph.buildPrepared(
                config.model(), items, PreparedItems.of(codes), RunModel.learning(config));
        TrainingSession session =
            new TrainingSession(
                graph, items, config.model(), config.computation().of(config.model()))) {
      session.restore(best.prefix());
      return parts(folder, session.subEmbeddings(), config.model().dimension(), summed);
    }
  }

  /** From rows [m][b · width]. */
  private static SubEmbeddings parts(
      RunFolder folder, float[][] rows, int dimension, boolean summed) {
    if (rows.length == 0) {
      throw new DataException(
          folder.root()
              + ": expected a model whose items share sub-embeddings, found another; train again"
              + " on the new log");
    }
    int width = summed ? dimension : dimension / rows.length;
    CodeShape shape = new CodeShape(rows.length, rows[0].length / width);
    float[] values = new float[rows.length * rows[0].length];
    for (int split = 0; split < rows.length; split++) {
      System.arraycopy(rows[split], 0, values, split * rows[0].length, rows[0].length);
    }
    return new SubEmbeddings(shape, width, values);
  }
}
