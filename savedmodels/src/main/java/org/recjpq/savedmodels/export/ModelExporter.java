package org.recjpq.savedmodels.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.model.SequentialModel;
import org.recjpq.savedmodels.answering.ExportedCounts;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.files.ExportManifest;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.requests.PredictRequest;
import org.recjpq.savedmodels.requests.WarmupFile;
import org.recjpq.savedmodels.requests.WarmupRequests;
import org.recjpq.savedmodels.signatures.ServingGraph;
import org.recjpq.savedmodels.verification.ExportCheck;
import org.recjpq.savedmodels.verification.WarmupReplay;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;

/**
 * Writes a model as a SavedModel for TF Serving: the inference graph with its weights, codes and
 * vocabulary, without anything of the optimizer.
 *
 * <p>{@link org.recjpq.savedmodels.protocol.SignatureNames} describes its signatures.
 */
public final class ModelExporter {
  private final ModelToExport model;
  private final ExportDescription description;
  private final Provenance provenance;
  private final Check check;

  /** Checks an export before it is moved into place. */
  @FunctionalInterface
  public interface Check {
    /** Throws if the loaded export is not correct; it is then deleted. */
    void accept(Recommender recommender);
  }

  private ModelExporter(
      ModelToExport model, ExportDescription description, Provenance provenance, Check check) {
    this.model = model;
    this.description = description;
    this.provenance = provenance;
    this.check = check;
  }

  /**
   * As {@link #export(ModelToExport, int, Path, Provenance, Check)}, with unknown provenance, and
   * without checks other than that the export loads and answers.
   */
  public static Path export(ModelToExport model, int listLength, Path base) throws IOException {
    return export(model, listLength, base, Provenance.UNKNOWN, recommender -> {});
  }

  /**
   * Writes the next version below {@code base}: {@code base/1}, then {@code base/2} and so on.
   *
   * @param listLength k, the number of items per list, at least 1; all items if the catalogue is
   *     smaller
   * @param base TF Serving's base path of the model; created if it does not exist
   * @param provenance what the export records about the training
   * @param check receives the loaded export before it is visible to TF Serving; {@link ExportCheck}
   *     compares it with the model
   * @return the directory of the version
   * @throws IOException if it cannot be written; nothing remains of the version then, nor if {@code
   *     check} throws
   */
  public static Path export(
      ModelToExport model, int listLength, Path base, Provenance provenance, Check check)
      throws IOException {
    if (listLength < 1) {
      throw new IllegalArgumentException("listLength must be at least 1, found " + listLength);
    }
    Path directory = ExportDirectories.next(base);
    ExportDescription description =
        describe(
            model,
            provenance.model(),
            ExportDirectories.version(directory),
            Math.min(listLength, model.items()));
    AtomicFiles.makeDirectory(
        directory, new ModelExporter(model, description, provenance, check)::fill);
    return directory;
  }

  private static ExportDescription describe(
      ModelToExport model, @Nullable String name, long version, int listLength) {
    @Nullable CodeShape shape = model.codes() == null ? null : model.codes().shape();
    return new ExportDescription(
        ExportDescription.FORMAT,
        name == null ? model.config().encoder().name().toLowerCase(Locale.ROOT) : name,
        version,
        model.items(),
        model.config().dimension(),
        shape == null ? null : shape.splits(),
        shape == null ? null : shape.subIds(),
        model.config().longestHistory(),
        listLength,
        TensorFlow.version(),
        model.configuration(),
        model.form().ids());
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
    SavedModelFile.finish(directory, ServingGraph.INITIALISER);
    description.write(directory);
    ItemIds.write(directory, model.form().ids(), model.catalogue());
    WarmupFile.write(directory, warmupRequests(ItemIds.of(directory, description)));
    TransitionMemory memory = model.memory();
    if (memory != null && memory.transitions().counts() != null) {
      ExportedCounts.write(directory, memory.transitions().counts());
    }
    try (Recommender recommender = Recommender.loadTrusted(directory)) {
      check.accept(recommender);
      new WarmupReplay(recommender).run();
      ModelCard.write(recommender, provenance);
    }
    ExportManifest.write(directory, description, provenance.data(), provenance.settings());
  }

  private List<PredictRequest> warmupRequests(ItemIds ids) {
    WarmupRequests requests = new WarmupRequests(description, warmupHistories(), ids);
    return model.memory() == null
        ? requests.all()
        : Stream.concat(requests.all().stream(), requests.followers().stream()).toList();
  }

  /** The histories of the provenance, or one with the most popular items. */
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
      Parameters parameters =
          Parameters.stored(tf, model.form().weights(), model.form().packedCodes());
      SequentialModel network =
          SequentialModel.create(parameters, model.config(), model.items(), model.codes());
      ServingGraph serving =
          new ServingGraph(tf, network, model.config().fixedLength(), description, model.memory());
      try (Graph graph = serving.inPieces();
          Session session = new Session(graph)) {
        model.weights().load(session, parameters.all(), model.form().weights());
        network.initialise(session);
        serving.initialise(session, model.catalogue(), model.interactions());
        write(serving.signatures(graph), session, directory);
      }
    }
  }

  private static void write(List<Signature> signatures, Session session, Path directory)
      throws IOException {
    SavedModelBundle.Exporter exporter =
        SavedModelBundle.exporter(directory.toString()).withTags(ExportDirectories.TAG);
    for (Signature signature : signatures) {
      exporter.withFunction(session.function(signature));
    }
    exporter.export();
  }
}
