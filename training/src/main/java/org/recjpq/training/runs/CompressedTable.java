package org.recjpq.training.runs;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.codes.VectorCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.quality.LeastSquares;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.TableVectors;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemBias;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.training.batches.MaskedItemsTask;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingSession;

/**
 * A RecJPQ model made of a trained one that has one full item table: the vectors of the table are
 * quantised, sub-embeddings begin as those that rebuild it best, and the rest of the model is the
 * trained one's. It is as good as the table is rebuilt, before any step of its own.
 *
 * <p>A bias of each item becomes the mean of the biases of its popularity bucket. The optimizer
 * starts anew.
 *
 * <p>Not in the RecJPQ study, whose codes are assigned before anything is trained; quantising the
 * trained table is product quantisation as of Jégou, Douze and Schmid, 2011.
 */
final class CompressedTable {
  private static final String CODES = "model.items.codes";
  private static final String VECTORS = CODES + ".vectors";

  private CompressedTable() {}

  /** Whether a run with a full item table is asked to go on with codes. */
  static boolean isAskedFor(TrainingConfig trained, TrainingConfig asked) {
    return trained.model().items() instanceof FullEmbedding.Tied
        && asked.model().items() instanceof JpqEmbedding.Settings;
  }

  /**
   * Makes the model.
   *
   * @param trained folder of the run with the table
   * @param before its configuration
   * @param config of the new run, without a start
   * @param holdout that it describes
   * @throws DataException if the log has items that the table does not, if more than the items
   *     differs, or if codes are asked for that are not made of vectors
   */
  static RunData of(RunFolder trained, RunConfig before, RunConfig config, Holdout holdout)
      throws IOException {
    TrainingConfig asked = completed(before.training(), config.training());
    WarmStart.requireSameEncoder(trained.root(), before.training(), asked);
    Catalogue known = Catalogue.read(trained.catalogue());
    Catalogue grown = known.grownBy(holdout.catalogue());
    if (grown.size() != known.size()) {
      throw new DataException(
          ("%s: expected a log whose items all have vectors in its table, found %,d without; train"
                  + " a full table on that log first")
              .formatted(trained.root(), grown.size() - known.size()));
    }
    Holdout ordered = holdout.renumbered(grown);
    FirstValues values =
        TrainedWeights.read(
            before.training(),
            null,
            known.size(),
            new CheckpointStore(trained.checkpoints()).requireBest(),
            TrainingSession::values);
    return new RunData(
        config
            .withTraining(asked)
            .withFingerprint(ordered.fingerprint())
            .startingFrom(WarmStart.of(trained, before, WarmStart.Items.COMPRESSED)),
        ordered,
        items(asked, ordered, values),
        false);
  }

  /** The settings as they will be: codes of the table, and a bias if that has one. */
  private static TrainingConfig completed(TrainingConfig trained, TrainingConfig asked) {
    @Nullable CodeAssigner codes = asked.model().items().codes();
    if (!(codes instanceof VectorCodes)) {
      throw new DataException(
          "%s: expected codes of vectors, into which the trained table is quantised, such as pq, found %s"
              .formatted(CODES, codes == null ? "none" : codes.name()));
    }
    if (asked.task() instanceof MaskedItemsTask) {
      throw new DataException(
          "task: expected next items to be learned, found masked ones: the vector of the mask has"
              + " no code; train with codes from the start");
    }
    ItemBias bias = ((FullEmbedding.Tied) trained.model().items()).bias();
    return asked
        .with(VECTORS, new TableVectors())
        .with("model.items.start", JpqEmbedding.Start.CENTROIDS)
        .with("model.items.bias", bias);
  }

  private static PreparedItems items(TrainingConfig config, Holdout holdout, FirstValues trained) {
    int dimension = config.model().dimension();
    int items = holdout.catalogue().size();
    VectorTable table = rows(trained.of(FullEmbedding.TABLE), items);
    var input = new AssignmentInput(holdout.train(), holdout.catalogue(), dimension, config.seed());
    JpqEmbedding.Settings settings = (JpqEmbedding.Settings) config.model().items();
    AssignedCodes assigned = ((VectorCodes) settings.codes()).assign(input, table);
    SubEmbeddings parts = LeastSquares.fit(assigned.codes(), table, settings.codes().summed());
    PreparedItems prepared = settings.prepare(input, new AssignedCodes(assigned.codes(), parts));
    Map<String, VectorTable> first = new HashMap<>(prepared.first().tables());
    trained
        .tables()
        .forEach(
            (name, values) -> {
              if (!List.of(FullEmbedding.TABLE, FullEmbedding.BIAS).contains(name)) {
                first.put(name, values);
              }
            });
    if (settings.bias() != ItemBias.NONE) {
      ItemCodes codes = Objects.requireNonNull(prepared.codes());
      first.put(
          JpqEmbedding.BIAS,
          meansOfBuckets(
              codes, trained.of(FullEmbedding.BIAS), prepared.first().of(JpqEmbedding.BIAS)));
    }
    return new PreparedItems(prepared.codes(), new FirstValues(first));
  }

  private static VectorTable rows(VectorTable table, int rows) {
    VectorTable first = new VectorTable(rows, table.columns());
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          table.array(row),
          table.offset(row),
          first.array(row),
          first.offset(row),
          table.columns());
    }
    return first;
  }

  /** The mean bias of the items of each bucket, which is the last sub-id of a code. */
  private static VectorTable meansOfBuckets(
      ItemCodes codes, VectorTable biases, VectorTable ofEmptyBuckets) {
    int last = codes.shape().splits() - 1;
    double[] sums = new double[codes.shape().subIds()];
    int[] sizes = new int[sums.length];
    for (int item = 0; item < codes.rows() - Catalogue.SPECIAL_ROWS; item++) {
      sums[codes.subId(item, last)] += biases.get(item, 0);
      sizes[codes.subId(item, last)]++;
    }
    float[] means = new float[sums.length];
    for (int bucket = 0; bucket < means.length; bucket++) {
      means[bucket] =
          sizes[bucket] == 0
              ? ofEmptyBuckets.get(bucket, 0)
              : (float) (sums[bucket] / sizes[bucket]);
    }
    return FirstValues.column(means);
  }
}
