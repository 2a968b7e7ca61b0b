package org.recjpq.savedmodels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.model.GraphRewrite;
import org.recjpq.graph.model.SequentialModel;
import org.recjpq.savedmodels.requests.WarmupFile;
import org.recjpq.savedmodels.requests.WarmupRequests;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;

/**
 * Writes a model as a SavedModel for TF Serving: the inference graph with its weights, codes and
 * vocabulary, and nothing of the optimizer.
 *
 * <p>Its signatures, all of method {@code tensorflow/serving/predict}, with B rows a request. Each
 * dimension may be 0. Every output has the rows of the request first, so that TF Serving's REST API
 * can answer row by row:
 *
 * <table>
 * <caption>Signatures</caption>
 * <tr><th>key</th><th>inputs</th><th>outputs</th></tr>
 * <tr><td>{@code serving_default}</td><td>{@code history} string [B, H], newest item last</td>
 *   <td>{@code items} string [B, k], {@code scores} float32 [B, k] for the k of the export, {@code
 *   known} int32 [B]: how many ids of the history the catalogue has</td></tr>
 * <tr><td>{@code recommend}</td><td>{@code history}, {@code k} int32 [B], {@code exclude} string
 *   [B, E], {@code allow} string [B, A], {@code exclude_seen} bool [B]</td><td>the same, for the
 *   largest k of the request</td></tr>
 * <tr><td>{@code score}</td><td>{@code history}, {@code items} string [B, C]</td><td>{@code scores}
 *   float32 [B, C], {@code known} bool [B, C]: whether the catalogue has the item</td></tr>
 * <tr><td>{@code similar_items}</td><td>{@code items} string [B], {@code k} int32 [B]</td><td>{@code
 *   items} string [B, largest k], {@code scores} float32: cosines</td></tr>
 * <tr><td>{@code embed_history}</td><td>{@code history}</td><td>{@code vectors} float32 [B, d]</td>
 *   </tr>
 * <tr><td>{@code embed_items}</td><td>{@code items} string [B]</td><td>{@code vectors} float32 [B,
 *   d]; their products with those of histories are the scores, but for an item's bias if the model
 *   has one</td></tr>
 * <tr><td>{@code model_info}</td><td>{@code request} string [B], not looked at</td><td>[B] each:
 *   {@code name}, {@code configuration} string, {@code version} int64, {@code item_count}, {@code
 *   splits}, {@code sub_ids} (0 for a full item table), {@code dimension}, {@code longest_history}
 *   int32</td></tr>
 * </table>
 *
 * <ul>
 *   <li>Ids are compared byte for byte. Ids that the catalogue does not have and empty strings are
 *       passed over wherever they stand; of a history's other ids the newest L count, repeats
 *       included.
 *   <li>Lists descend; of equal scores the lower item index comes first, and no item comes twice.
 *       Slots for which there is no item have the id {@code ""} and the score {@code -1e30}. There
 *       are such slots past a row's own k if another row's is larger, and where too few items are
 *       left.
 *   <li>A k below 1 gets no items, a k above the catalogue all of them.
 *   <li>A history without any known item is scored by popularity, the share that an item has of all
 *       interactions of the training data. Its vector is 0.
 *   <li>{@code exclude} and, with {@code exclude_seen}, the whole known history, also what is older
 *       than the newest L, are taken out before the best k are chosen, so a list stays full while
 *       items remain. An {@code allow} without any id other than {@code ""} allows everything; one
 *       of unknown ids only allows nothing. Only the allowed items are scored then.
 *   <li>An unknown item has the score {@code -1e30}, no similar items and the vector 0. An item is
 *       not among the items similar to it.
 *   <li>Every number is finite if the weights are.
 * </ul>
 */
public final class ModelExporter {
  /** The tag of the one graph in the SavedModel; TF Serving asks for it. */
  static final String TAG = "serve";

  private final TrainedModel model;
  private final ExportDescription description;
  private final Provenance provenance;
  private final Check check;

  /** Looks at an export before it is moved into place. */
  @FunctionalInterface
  public interface Check {
    /** Throws if the loaded export is not as it should be; it is then deleted. */
    void accept(Recommender recommender);
  }

  private ModelExporter(
      TrainedModel model, ExportDescription description, Provenance provenance, Check check) {
    this.model = model;
    this.description = description;
    this.provenance = provenance;
    this.check = check;
  }

  /**
   * As {@link #export(TrainedModel, int, Path, Provenance, Check)}, of unknown provenance, content
   * with an export that loads and answers.
   */
  public static Path export(TrainedModel model, int listLength, Path base) throws IOException {
    return export(model, listLength, base, Provenance.UNKNOWN, recommender -> {});
  }

  /**
   * Writes the next version below {@code base}: {@code base/1}, then {@code base/2} and so on.
   *
   * @param listLength k, how many items a list shall have, at least 1; a smaller catalogue gives
   *     all it has
   * @param base what TF Serving calls the model's base path; made if it does not exist
   * @param provenance what the export tells of the training
   * @param check sees the export, loaded, while TF Serving does not see it yet; {@link ExportCheck}
   *     compares it with the model
   * @return the directory of the version
   * @throws IOException if it cannot be written; nothing is left of the version then, nor when
   *     {@code check} throws
   */
  public static Path export(
      TrainedModel model, int listLength, Path base, Provenance provenance, Check check)
      throws IOException {
    if (listLength < 1) {
      throw new IllegalArgumentException("listLength must be at least 1, found " + listLength);
    }
    Path directory = ExportDirectories.next(base);
    ExportDescription description =
        describe(model, ExportDirectories.version(directory), Math.min(listLength, model.items()));
    AtomicFiles.makeDirectory(
        directory, new ModelExporter(model, description, provenance, check)::fill);
    return directory;
  }

  private static ExportDescription describe(TrainedModel model, long version, int listLength) {
    @Nullable CodeShape shape = model.codes() == null ? null : model.codes().shape();
    return new ExportDescription(
        ExportDescription.FORMAT,
        model.config().encoder().name().toLowerCase(Locale.ROOT),
        version,
        model.items(),
        model.config().dimension(),
        shape == null ? null : shape.splits(),
        shape == null ? null : shape.subIds(),
        model.config().longestHistory(),
        listLength,
        TensorFlow.version(),
        model.configuration());
  }

  private void fill(Path directory) throws IOException {
    try {
      writeSavedModel(directory);
    } catch (TensorFlowException failure) {
      throw new IOException(
          "%s: the SavedModel cannot be written: %s"
              .formatted(
                  directory,
                  String.valueOf(failure.getMessage())
                      .lines()
                      .findFirst()
                      .orElse("no reason given")),
          failure);
    }
    SavedModelFile.finish(directory, Signatures.INITIALISER);
    description.write(directory);
    WarmupFile.write(
        directory,
        new WarmupRequests(description.model(), description.listLength(), warmupHistories()).all());
    try (Recommender recommender = Recommender.load(directory)) {
      check.accept(recommender);
      new WarmupReplay(recommender).run();
      ModelCard.write(recommender, provenance);
    }
    ExportManifest.write(directory, description, provenance);
  }

  /** Those of the provenance, or one of the most popular items. */
  private List<List<String>> warmupHistories() {
    if (!provenance.histories().isEmpty()) {
      return provenance.histories();
    }
    int[] interactions = model.interactions();
    return List.of(
        IntStream.range(0, interactions.length)
            .boxed()
            .sorted(Comparator.comparingInt(item -> -interactions[item]))
            .limit(description.longestHistory())
            .map(model.catalogue()::id)
            .toList());
  }

  private void writeSavedModel(Path directory) throws IOException {
    try (Graph built = new Graph()) {
      Ops tf = Ops.create(built);
      Parameters parameters = Parameters.fed(tf);
      SequentialModel network =
          SequentialModel.create(parameters, model.config(), model.items(), model.codes());
      ServedModel served =
          new ServedModel(
              tf,
              network,
              network.items().scorer(tf),
              historyWindow(),
              new Vocabulary(built, model.items()),
              new Popularity(built, model.items()));
      Signatures signatures = new Signatures(served, description);
      try (Graph graph = GraphRewrite.copyOf(built);
          Session session = new Session(graph)) {
        model.weights().load(session, parameters.all());
        network.initialise(session);
        served.vocabulary().initialise(session, model.catalogue());
        served.popularity().initialise(session, model.interactions());
        write(signatures.in(graph), session, directory);
      }
    }
  }

  private static void write(List<Signature> signatures, Session session, Path directory)
      throws IOException {
    SavedModelBundle.Exporter exporter =
        SavedModelBundle.exporter(directory.toString()).withTags(TAG);
    for (Signature signature : signatures) {
      exporter.withFunction(session.function(signature));
    }
    exporter.export();
  }

  private HistoryWindow historyWindow() {
    int longest = description.longestHistory();
    int shortest = model.config().fixedLength() ? longest : 1;
    return new HistoryWindow(longest, shortest, model.items()); // row N is padding
  }
}
