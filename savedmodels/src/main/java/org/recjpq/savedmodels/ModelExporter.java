package org.recjpq.savedmodels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.model.GraphRewrite;
import org.recjpq.graph.model.SequentialModel;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Writes a model as a SavedModel for TF Serving: the inference graph with its weights, codes and
 * vocabulary, and nothing of the optimizer.
 *
 * <p>Its signature {@code serving_default} takes {@code history}, string [B, H] with the newest
 * item last, and returns {@code items}, string [B, k], and {@code scores}, float32 [B, k]. B and H
 * may be anything from 0.
 *
 * <p>Its signature {@code embed_history} takes the same and returns {@code vectors}, float32 [B,
 * d], whose products with the item vectors are the scores.
 *
 * <ul>
 *   <li>Ids that the catalogue does not have and empty strings are passed over wherever they stand;
 *       of the rest the newest L count, repeats included.
 *   <li>Scores descend and are finite; of equal scores the lower item index comes first.
 *   <li>A history without any known item gets the items most popular in the training data, scored
 *       by their share of its interactions.
 * </ul>
 */
public final class ModelExporter {
  /** The tag of the one graph in the SavedModel; TF Serving asks for it. */
  static final String TAG = "serve";

  private final TrainedModel model;
  private final ExportDescription description;
  private final Check check;

  /** Looks at an export before it is moved into place. */
  @FunctionalInterface
  public interface Check {
    /** Throws if the loaded export is not as it should be; it is then deleted. */
    void accept(Recommender recommender);
  }

  private ModelExporter(TrainedModel model, int listLength, Check check) {
    this.model = model;
    this.description = describe(model, listLength);
    this.check = check;
  }

  /** As {@link #export(TrainedModel, int, Path, Check)}, content with an export that loads. */
  public static Path export(TrainedModel model, int listLength, Path base) throws IOException {
    return export(model, listLength, base, recommender -> {});
  }

  /**
   * Writes the next version below {@code base}: {@code base/1}, then {@code base/2} and so on.
   *
   * @param listLength k, how many items a list shall have, at least 1; a smaller catalogue gives
   *     all it has
   * @param base what TF Serving calls the model's base path; made if it does not exist
   * @param check sees the export, loaded, while TF Serving does not see it yet; {@link ExportCheck}
   *     compares it with the model
   * @return the directory of the version
   * @throws IOException if it cannot be written; nothing is left of the version then, nor when
   *     {@code check} throws
   */
  public static Path export(TrainedModel model, int listLength, Path base, Check check)
      throws IOException {
    if (listLength < 1) {
      throw new IllegalArgumentException("listLength must be at least 1, found " + listLength);
    }
    ModelExporter exporter = new ModelExporter(model, Math.min(listLength, model.items()), check);
    Path directory = ExportDirectories.next(base);
    AtomicFiles.makeDirectory(directory, exporter::fill);
    return directory;
  }

  private static ExportDescription describe(TrainedModel model, int listLength) {
    @Nullable CodeShape shape = model.codes() == null ? null : model.codes().shape();
    return new ExportDescription(
        ExportDescription.FORMAT,
        model.config().encoder().name().toLowerCase(Locale.ROOT),
        model.items(),
        model.config().dimension(),
        shape == null ? null : shape.splits(),
        shape == null ? null : shape.subIds(),
        model.config().longestHistory(),
        listLength,
        TensorFlow.version());
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
    SavedModelFile.finish(directory, Vocabulary.TABLE_INITIALISER);
    description.write(directory);
    try (Recommender recommender = Recommender.load(directory)) {
      check.accept(recommender);
    }
  }

  private void writeSavedModel(Path directory) throws IOException {
    try (Graph built = new Graph()) {
      Ops tf = Ops.create(built);
      Parameters parameters = Parameters.fed(tf);
      SequentialModel network =
          SequentialModel.create(parameters, model.config(), model.items(), model.codes());
      Vocabulary vocabulary = new Vocabulary(built, model.items());
      addServing(tf, network, vocabulary);
      try (Graph graph = GraphRewrite.copyOf(built);
          Session session = new Session(graph)) {
        model.weights().load(session, parameters.all());
        network.initialise(session);
        vocabulary.initialise(session, model.catalogue());
        SavedModelBundle.exporter(directory.toString())
            .withTags(TAG)
            .withFunction(session.function(ServingGraph.servingDefault(graph)))
            .withFunction(session.function(ServingGraph.embedHistory(graph)))
            .export();
      }
    }
  }

  private HistoryWindow historyWindow() {
    int longest = description.longestHistory();
    int shortest = model.config().fixedLength() ? longest : 1;
    return new HistoryWindow(longest, shortest, model.items()); // row N is padding
  }

  private void addServing(Ops tf, SequentialModel network, Vocabulary vocabulary) {
    ServingGraph.addServingDefault(
        tf,
        vocabulary,
        historyWindow(),
        windows -> network.items().scoresOfAll(tf, vectors(tf, network, windows)),
        PopularItems.of(model.interactions(), description.listLength()),
        description.listLength());
  }

  private static Operand<TFloat32> vectors(
      Ops tf, SequentialModel network, Operand<TInt32> windows) {
    return tf.withName(ServingGraph.VECTORS).identity(network.encodeLast(tf, windows));
  }
}
