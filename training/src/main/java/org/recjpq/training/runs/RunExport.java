package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.model.Weights;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ExportForm;
import org.recjpq.savedmodels.export.FaissFile;
import org.recjpq.savedmodels.export.KeptItems;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.export.ModelToExport;
import org.recjpq.savedmodels.export.Provenance;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.files.ExportManifest;
import org.recjpq.savedmodels.protocol.BatchSizes;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.verification.ExportCheck;
import org.recjpq.training.baselines.ItemOrder;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.ReadableSettings;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;

/** Exports the weights in memory: SavedModel, FAISS, TensorBoard's Projector. */
final class RunExport {
  /** Number of histories that an export is checked with. */
  private static final int CHECKED_HISTORIES = 16;

  /** Name in the export's manifest of the step that its weights had. */
  private static final String STEP = "step";

  /** Name in the export's manifest of the number of items that were left out. */
  private static final String LEFT_OUT = "itemsLeftOut";

  /** Name there of the type that the weights are kept in, if it is not the usual one. */
  private static final String PRECISION = "precision";

  /** Name there of what the signatures call items, if not by their ids. */
  private static final String IDS = "ids";

  /** Name there of whether codes are packed, if they are. */
  private static final String PACKED_CODES = "packedCodes";

  private static final int POPULAR_ITEMS = 6;
  private static final int NEAREST_ITEMS = 5;

  private final Map<String, List<Recommendation>> nearest = new LinkedHashMap<>();
  private final RunFolder folder;
  private final RunModel model;
  private @Nullable KeptItems kept; // null for all

  RunExport(RunFolder folder, RunModel model) {
    this.folder = folder;
    this.model = model;
  }

  /**
   * Exports the weights in memory as the next version, which appears only after it has been loaded
   * and compared with them.
   *
   * @throws DataException if the SavedModel does not reproduce the model's own scores
   */
  Path export(int topK, @Nullable MetricValues test) throws IOException {
    return export(topK, test, ExportForm.USUAL);
  }

  /** The same in another form, to whose type the weights have been rounded. */
  Path export(int topK, @Nullable MetricValues test, ExportForm form) throws IOException {
    CardSections card = new CardSections(model.data(), model.graph().parameterCount());
    return export(topK, List.of(card.protocol(), card.results(validation(), test)), form);
  }

  /**
   * The same.
   *
   * @param tested sections of the model card on how the model was tested
   */
  Path export(int topK, List<Provenance.Section> tested) throws IOException {
    return export(topK, tested, ExportForm.USUAL);
  }

  private Path export(int topK, List<Provenance.Section> tested, ExportForm form)
      throws IOException {
    RunData data = model.data();
    try (Weights weights = model.session().weights()) {
      ModelToExport trained =
          new ModelToExport(
                  data.config().training().model(),
                  data.holdout().catalogue(),
                  data.codes(),
                  weights,
                  model.evaluator().trainingCounts(),
                  data.config().hash(),
                  model.blended())
              .withForm(form);
      if (kept != null) {
        return exportKept(kept, trained, topK, provenance(tested, form));
      }
      return ModelExporter.export(
          trained, topK, folder.export(), provenance(tested, form), this::check);
    }
  }

  private Path exportKept(KeptItems items, ModelToExport trained, int topK, Provenance provenance)
      throws IOException {
    try (Weights weights = items.weights(trained.weights(), trained.codes())) {
      ModelToExport fewer = items.of(trained, weights);
      return ModelExporter.export(
          fewer, topK, folder.export(), provenance, exported -> check(exported, fewer));
    }
  }

  /**
   * Leaves items out of all exports from now on.
   *
   * @param denied ids, of items or of nothing
   * @return how many items of the model are left out
   */
  int leaveOut(Set<String> denied) {
    try {
      KeptItems items = KeptItems.of(model.data().holdout().catalogue(), denied);
      kept = items.leftOut() == 0 ? null : items;
      return items.leftOut();
    } catch (IllegalArgumentException all) {
      throw new DataException("denied items: " + all.getMessage() + "; deny fewer", all);
    }
  }

  private Provenance provenance(List<Provenance.Section> tested, ExportForm form) {
    Map<String, String> settings = settings();
    if (form.weights() != WeightType.FLOAT32) {
      settings.put(PRECISION, form.weights().name().toLowerCase(Locale.ROOT));
    }
    if (form.ids() != IdForm.STRINGS) {
      settings.put(IDS, form.ids().name().toLowerCase(Locale.ROOT));
    }
    if (form.packedCodes()) {
      settings.put(PACKED_CODES, "true");
    }
    RunData data = model.data();
    Catalogue catalogue = data.holdout().catalogue();
    List<List<String>> histories =
        model
            .someHistories(BatchSizes.largest())
            .map(items -> Arrays.stream(items).mapToObj(catalogue::id).toList())
            .toList();
    CardSections sections = new CardSections(data, model.graph().parameterCount());
    return new Provenance(
        data.config().training().modelName(),
        data.config().fingerprint(),
        settings,
        histories,
        sections(sections, tested));
  }

  /**
   * The settings of the training, and the step of the weights; without folders, because an export
   * may go to others, whom those of this machine do not concern.
   */
  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    ReadableSettings.of(model.data().settings())
        .forEach((path, value) -> settings.put(path, CardSections.withoutFolders(value)));
    settings.put(STEP, Long.toString(model.restoredStep()));
    if (kept != null) {
      settings.put(LEFT_OUT, Integer.toString(kept.leftOut()));
    }
    return settings;
  }

  /** The newest version, if it is complete, of the weights in memory and with lists of a length. */
  Optional<Path> existing(int topK) throws IOException {
    Optional<Path> newest = ofTheseWeights();
    return newest.isPresent()
            && ExportManifest.read(newest.get()).export().listLength()
                == Math.min(topK, model.data().items())
        ? newest
        : Optional.empty();
  }

  /** The newest version, if it is complete and of the weights in memory. */
  Optional<Path> ofTheseWeights() throws IOException {
    if (model.restoredStep() == TrainingState.NO_STEP || !Files.isDirectory(folder.export())) {
      return Optional.empty();
    }
    Optional<Path> newest = ExportDirectories.newestFirst(folder.export()).stream().findFirst();
    return newest.isPresent() && isOfTheseWeights(newest.get()) ? newest : Optional.empty();
  }

  private boolean isOfTheseWeights(Path version) throws IOException {
    if (!ExportManifest.isComplete(version)) {
      return false;
    }
    RunConfig config = model.data().config();
    ExportManifest manifest = ExportManifest.read(version);
    return manifest.settings().equals(settings())
        && config.fingerprint().equals(manifest.data())
        && manifest.export().configuration().equals(config.hash());
  }

  private List<Provenance.Section> sections(CardSections card, List<Provenance.Section> tested) {
    List<Provenance.Section> sections = new ArrayList<>(List.of(card.data()));
    sections.addAll(tested);
    FittedBlend blend = model.blend();
    if (blend != null) {
      sections.add(card.memory(blend));
    }
    return sections;
  }

  /** The metrics of the weights in memory over the validation users, or null if unknown. */
  private @Nullable MetricValues validation() {
    return new MetricsLog(folder.metrics())
        .entries().stream()
            .filter(entry -> entry.step() == model.restoredStep())
            .reduce((first, last) -> last)
            .map(MetricsEntry::validation)
            .orElse(null);
  }

  private void check(Recommender exported) {
    new ExportCheck(exported, model.data().holdout().catalogue())
        .run(model.someHistories(CHECKED_HISTORIES).toList(), model::scores);
  }

  void exportFaiss(Path file) throws IOException {
    ItemCodes codes = model.data().codes();
    float[][] subEmbeddings = model.session().subEmbeddings();
    int dimension = model.data().config().training().model().dimension();
    if (codes == null
        || subEmbeddings.length == 0
        || subEmbeddings[0].length * subEmbeddings.length != codes.shape().subIds() * dimension) {
      throw new IllegalArgumentException(
          "expected a model whose item vectors are concatenated sub-embeddings, found one with %s"
              .formatted(model.data().config().training().model().items().name()));
    }
    FaissFile.write(
        file, model.data().items(), codes, subEmbeddings, model.session().bucketBiases());
  }

  /** The same for a model of which some items are left out. */
  private void check(Recommender exported, ModelToExport fewer) {
    int[] items = kept == null ? new int[0] : kept.items();
    int[] indexes = new int[model.data().items()];
    Arrays.fill(indexes, -1);
    for (int i = 0; i < items.length; i++) {
      indexes[items[i]] = i;
    }
    List<int[]> histories =
        model
            .someHistories(CHECKED_HISTORIES)
            .map(all -> Arrays.stream(all).map(item -> indexes[item]).filter(i -> i >= 0).toArray())
            .filter(history -> history.length > 0)
            .toList();
    TransitionMemory memory = fewer.memory();
    new ExportCheck(exported, fewer.catalogue())
        .run(
            histories,
            history -> {
              float[] all =
                  model.session().scores(Arrays.stream(history).map(i -> items[i]).toArray());
              float[] scores = new float[items.length];
              for (int i = 0; i < items.length; i++) {
                scores[i] = all[items[i]];
              }
              if (memory != null) {
                memory.parts(history).addTo(scores);
              }
              return scores;
            });
  }

  /** Writes the items and sub-embeddings of the weights in memory for TensorBoard's Projector. */
  void project(Path export, ItemTitles titles) {
    try (Recommender recommender = Recommender.loadTrusted(export)) {
      new RunProjection(model.data(), model.evaluator().trainingCounts(), titles)
          .write(
              folder.tensorboard(),
              ids -> recommender.embedItems(ids).toArray(float[][]::new),
              model.session().subEmbeddings());
      findNearest(recommender);
    }
  }

  private void findNearest(Recommender recommender) {
    Catalogue catalogue = model.data().holdout().catalogue();
    List<String> popular =
        Arrays.stream(ItemOrder.byCounts(model.evaluator().trainingCounts().clone()).items())
            .limit(POPULAR_ITEMS)
            .mapToObj(catalogue::id)
            .toList();
    List<List<Recommendation>> found = recommender.similar(popular, NEAREST_ITEMS);
    nearest.clear();
    for (int i = 0; i < popular.size(); i++) {
      nearest.put(popular.get(i), found.get(i));
    }
  }

  /** Some popular items with their nearest ones, of the projected weights; empty before. */
  Map<String, List<Recommendation>> nearest() {
    return nearest;
  }
}
