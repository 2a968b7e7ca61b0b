package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.growth.AsBefore;
import org.recjpq.assignment.growth.CarriedParts;
import org.recjpq.assignment.growth.GrownCodes;
import org.recjpq.assignment.growth.GrownItems;
import org.recjpq.assignment.growth.ItemPlacement;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.quality.ComposedVectors;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of a trained run, over a catalogue that has grown: known items keep index and code, and
 * new ones get codes from the trained sub-embeddings; or all get new codes.
 *
 * @param data the data; their first values are none, because the weights are trained, or those
 *     sub-embeddings that the trained ones are carried over to
 * @param known items that the run was trained with
 * @param ways how the others got their codes
 */
record GrownData(RunData data, int known, List<GrownCodes.Way> ways) {
  private static final Logger LOG = LoggerFactory.getLogger(GrownData.class);

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
    GrownCodes.Known trainedItems = trained(folder, config.training());
    SubEmbeddings parts = trainedItems.parts();
    int dimension = config.training().model().dimension();
    Catalogue trained = Catalogue.read(folder.catalogue());
    VectorTable known =
        ComposedVectors.composed(trainedItems.codes(), parts, trained.size(), dimension);
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
            trainedItems,
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

  /**
   * The same with codes that are assigned anew, by the assigner of the run, and sub-embeddings that
   * carry over what the run has learned.
   */
  static GrownData reassigned(RunFolder folder, RunConfig config, Holdout holdout)
      throws IOException {
    TrainingConfig training = config.training();
    GrownCodes.Known known = trained(folder, training);
    Catalogue trained = Catalogue.read(folder.catalogue());
    Holdout grown = holdout.renumbered(trained.grownBy(holdout.catalogue()));
    int dimension = training.model().dimension();
    PreparedItems fresh =
        training
            .model()
            .items()
            .prepare(
                new AssignmentInput(grown.train(), grown.catalogue(), dimension, training.seed()));
    CarriedParts carried =
        CarriedParts.of(
            known,
            Objects.requireNonNull(fresh.codes()),
            firstParts(fresh.first(), known.parts()),
            grown.train().itemCounts());
    LOG.info(
        "codes assigned anew: {} % of the sub-ids of known items are as before",
        String.format(Locale.ROOT, "%.1f", 100 * carried.kept()));
    SubEmbeddings parts = carried.parts();
    int width = parts.width();
    VectorTable table = new VectorTable(parts.values().length / width, width);
    for (int row = 0; row < table.rows(); row++) {
      System.arraycopy(parts.values(), row * width, table.array(row), table.offset(row), width);
    }
    RunData data =
        new RunData(
            config.withFingerprint(grown.fingerprint()),
            grown,
            new PreparedItems(
                carried.codes(), new FirstValues(Map.of(JpqEmbedding.SUB_EMBEDDINGS, table))),
            true);
    return new GrownData(data, trained.size(), List.of());
  }

  /** The first sub-embeddings of new codes, or null if they have none. */
  private static @Nullable SubEmbeddings firstParts(FirstValues first, SubEmbeddings like) {
    if (!first.names().contains(JpqEmbedding.SUB_EMBEDDINGS)) {
      return null;
    }
    VectorTable table = first.of(JpqEmbedding.SUB_EMBEDDINGS);
    float[] values = new float[table.rows() * table.columns()];
    for (int row = 0; row < table.rows(); row++) {
      System.arraycopy(
          table.array(row), table.offset(row), values, row * table.columns(), table.columns());
    }
    return new SubEmbeddings(like.shape(), table.columns(), values);
  }

  /** Codes and trained sub-embeddings of a run. */
  private static GrownCodes.Known trained(RunFolder folder, TrainingConfig config)
      throws IOException {
    CodeAssigner assigner = requireCodes(folder, config);
    ItemCodes codes = CodesFile.read(folder.codes());
    return new GrownCodes.Known(
        codes, trainedParts(folder, config, codes, assigner.summed()), assigner.summed());
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
    float[][] rows =
        TrainedWeights.read(
            config,
            codes,
            items,
            new CheckpointStore(folder.checkpoints()).requireBest(),
            TrainingSession::subEmbeddings);
    return parts(folder, rows, config.model().dimension(), summed);
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
