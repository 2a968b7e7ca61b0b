package org.recjpq.savedmodels.answering;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Questions;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.requests.IdTensors;
import org.recjpq.savedmodels.requests.SignatureTensors;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A loaded export: gives the same answers in Java as TF Serving would.
 *
 * <p>Thread-safe. Holds native memory until it is closed; close it only when it is no longer in
 * use.
 */
public final class Recommender implements RecommendationService {
  /** Maximum number of scores per call of the model, which bounds its memory. */
  private static final int SCORES_PER_CALL = 1 << 24;

  private static final int ROWS_PER_CALL = 256;

  private final Path directory;
  private final ExportDescription description;
  private final SavedModelBundle bundle;
  private final IdTensors ids;
  private final SessionFunction servingDefault;

  private Recommender(
      Path directory, ExportDescription description, ItemIds ids, SavedModelBundle bundle) {
    this.directory = directory;
    this.description = description;
    this.ids = new IdTensors(ids);
    this.bundle = bundle;
    this.servingDefault = bundle.function(SignatureNames.SERVING_DEFAULT);
  }

  /**
   * Loads an export.
   *
   * @param export a version directory, or the base directory, whose newest version is used
   * @throws DataException if it is not an export or damaged, or has operations that may read or
   *     write files or run code
   */
  public static Recommender load(Path export) {
    return checked(export, ConfigProto.getDefaultInstance());
  }

  /**
   * Loads an export whose graph may do anything, because you trust who made it: one with an encoder
   * of your own, say.
   *
   * @param export as for {@link #load(Path)}
   * @throws DataException if it is not an export or damaged
   */
  public static Recommender loadTrusted(Path export) {
    return load(export, ConfigProto.getDefaultInstance());
  }

  /**
   * Loads an export with a number of threads.
   *
   * @param export as for {@link #load(Path)}
   * @param threads number of TensorFlow's threads; the first session of a process decides for all
   * @throws DataException as for {@link #load(Path)}
   */
  public static Recommender load(Path export, int threads) {
    return checked(export, threads(threads));
  }

  /**
   * The same for an export whose graph may do anything; see {@link #loadTrusted(Path)}.
   *
   * @param threads as for {@link #load(Path, int)}
   */
  public static Recommender loadTrusted(Path export, int threads) {
    return load(export, threads(threads));
  }

  private static ConfigProto threads(int threads) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(threads)
        .build();
  }

  private static Recommender checked(Path export, ConfigProto settings) {
    Path directory = ExportDirectories.newest(export);
    SafeGraph.require(directory);
    return load(directory, settings);
  }

  private static Recommender load(Path export, ConfigProto settings) {
    Path directory = ExportDirectories.newest(export);
    ExportDescription description = ExportDescription.read(directory);
    ItemIds ids = ItemIds.of(directory, description);
    try {
      return opened(
          directory,
          description,
          ids,
          SavedModelBundle.loader(directory.toString())
              .withTags(ExportDirectories.TAG)
              .withConfigProto(settings)
              .load());
    } catch (TensorFlowException | IllegalArgumentException broken) {
      throw new DataException(
          ("%s: expected an intact export, found one that cannot be loaded (%s); export the model"
                  + " again")
              .formatted(directory, withoutNodes(String.valueOf(broken.getMessage()))),
          broken);
    }
  }

  /** A message of TensorFlow on one line, without the operations of the graph that it names. */
  private static String withoutNodes(String message) {
    return message.replaceAll("\\s*\\[\\[\\{\\{node [^}]*}}]]", "").replaceAll("\\s+", " ");
  }

  private static Recommender opened(
      Path directory, ExportDescription description, ItemIds ids, SavedModelBundle bundle) {
    try {
      return new Recommender(directory, description, ids, bundle);
    } catch (RuntimeException broken) {
      bundle.close();
      throw broken;
    }
  }

  /** The version directory of the export. */
  public Path directory() {
    return directory;
  }

  /** The description of the export. */
  public ExportDescription description() {
    return description;
  }

  /**
   * The graph of the export with its weights and the signatures that {@link SignatureNames}
   * describes; closed with this recommender.
   */
  public SavedModelBundle bundle() {
    return bundle;
  }

  /** What the signatures call the items of this export. */
  public ItemIds ids() {
    return ids.ids();
  }

  /** The items that the export knows, read from it at each call. */
  public Catalogue catalogue() {
    return ExportedItems.catalogue(this);
  }

  /**
   * The memory of transitions, read from the graph at each call, without counts; null if there is
   * none.
   */
  public @Nullable TransitionMemory memory() {
    return ExportedItems.memory(this);
  }

  /**
   * The same with how often its transitions were counted, if the export has that beside its graph.
   *
   * @throws DataException if the file of the counts is damaged
   */
  public @Nullable TransitionMemory countedMemory() {
    TransitionMemory memory = memory();
    return memory == null ? null : ExportedCounts.addTo(memory, directory);
  }

  @Override
  public List<List<Recommendation>> recommend(List<List<String>> histories) {
    return recommend(histories, description.listLength());
  }

  @Override
  public List<List<Recommendation>> recommend(List<List<String>> histories, int top) {
    Questions.requireTop(top);
    return top <= description.listLength()
        ? scoredInBatches(histories, List::size, some -> call(some, top))
        : RecommendationService.super.recommend(histories, top);
  }

  @Override
  public List<List<Recommendation>> recommendFiltered(List<ListRequest> requests) {
    return scoredInBatches(requests, ListRequest::longest, this::callFiltered);
  }

  @Override
  public List<float[]> score(List<List<String>> histories, List<List<String>> candidates) {
    Questions.requireCandidates(histories, candidates);
    List<Integer> rows = IntStream.range(0, histories.size()).boxed().toList();
    return scoredInBatches(
        rows,
        row -> Math.max(histories.get(row).size(), candidates.get(row).size()),
        some ->
            callScore(
                some.stream().map(histories::get).toList(),
                some.stream().map(candidates::get).toList()));
  }

  @Override
  public List<List<Recommendation>> similar(List<String> items, int top) {
    Questions.requireTop(top);
    return scoredInBatches(items, item -> 1, some -> callSimilar(some, top));
  }

  private <Q, A> List<A> scoredInBatches(
      List<Q> questions, ToIntFunction<Q> ids, Function<List<Q>, List<A>> answer) {
    int most = Math.max(1, SCORES_PER_CALL / description.items());
    return Questions.inBatches(questions, ids, Math.min(ROWS_PER_CALL, most), answer);
  }

  private List<List<Recommendation>> call(List<List<String>> histories, int top) {
    try (Tensor history = ids.rows(histories);
        Result result = servingDefault.call(Map.of(SignatureNames.HISTORY, history))) {
      List<List<Recommendation>> lists = lists(result);
      if (lists.stream().anyMatch(list -> list.size() < top)) {
        throw new DataException(
            ("%s: expected lists of %d items, as recjpq.json says, found shorter ones; export the"
                    + " model again")
                .formatted(directory, description.listLength()));
      }
      return lists.stream().map(list -> list.subList(0, top)).toList();
    }
  }

  private List<List<Recommendation>> callFiltered(List<ListRequest> requests) {
    try (Tensor history = ids.rows(requests.stream().map(ListRequest::history).toList());
        TInt32 count = TInt32.vectorOf(requests.stream().mapToInt(ListRequest::top).toArray());
        Tensor exclude = ids.rows(requests.stream().map(ListRequest::exclude).toList());
        Tensor allow = ids.rows(requests.stream().map(ListRequest::allowOrAll).toList());
        TBool excludeSeen = excludeSeen(requests);
        Result result =
            bundle
                .function(SignatureNames.RECOMMEND)
                .call(
                    Map.of(
                        SignatureNames.HISTORY, history,
                        SignatureNames.COUNT, count,
                        SignatureNames.EXCLUDE, exclude,
                        SignatureNames.ALLOW, allow,
                        SignatureNames.EXCLUDE_SEEN, excludeSeen))) {
      return filled(lists(result));
    }
  }

  private static TBool excludeSeen(List<ListRequest> requests) {
    boolean[] truths = new boolean[requests.size()];
    for (int row = 0; row < truths.length; row++) {
      truths[row] = requests.get(row).excludeSeen();
    }
    return TBool.vectorOf(truths);
  }

  private List<float[]> callScore(List<List<String>> histories, List<List<String>> candidates) {
    try (Tensor history = ids.rows(histories);
        Tensor items = ids.rows(candidates);
        Result result =
            bundle
                .function(SignatureNames.SCORE)
                .call(Map.of(SignatureNames.HISTORY, history, SignatureNames.ITEMS, items))) {
      TFloat32 scores = (TFloat32) SignatureTensors.output(result, SignatureNames.SCORES);
      List<float[]> rows = new ArrayList<>(candidates.size());
      for (int row = 0; row < candidates.size(); row++) {
        float[] of = new float[candidates.get(row).size()];
        for (int candidate = 0; candidate < of.length; candidate++) {
          of[candidate] = scores.getFloat(row, candidate);
        }
        rows.add(of);
      }
      return rows;
    }
  }

  private List<List<Recommendation>> callSimilar(List<String> items, int top) {
    try (Tensor asked = ids.vector(items);
        TInt32 count = TInt32.vectorOf(items.stream().mapToInt(item -> top).toArray());
        Result result =
            bundle
                .function(SignatureNames.SIMILAR_ITEMS)
                .call(Map.of(SignatureNames.ITEMS, asked, SignatureNames.COUNT, count))) {
      return filled(lists(result));
    }
  }

  /** The lists of an answer, unused slots included. */
  private List<List<Recommendation>> lists(Result result) {
    Tensor items = SignatureTensors.output(result, SignatureNames.ITEMS);
    TFloat32 scores = (TFloat32) SignatureTensors.output(result, SignatureNames.SCORES);
    List<List<Recommendation>> lists = new ArrayList<>();
    for (int row = 0; row < items.shape().get(0); row++) {
      List<Recommendation> list = new ArrayList<>();
      for (int rank = 0; rank < items.shape().get(1); rank++) {
        list.add(new Recommendation(ids.id(items, row, rank), scores.getFloat(row, rank)));
      }
      lists.add(List.copyOf(list));
    }
    return lists;
  }

  /** Without the unused slots, which have no id. */
  private static List<List<Recommendation>> filled(List<List<Recommendation>> lists) {
    return lists.stream()
        .map(list -> list.stream().filter(found -> !found.item().isEmpty()).toList())
        .toList();
  }

  @Override
  public List<float[]> embedHistories(List<List<String>> histories) {
    return Questions.inBatches(histories, List::size, ROWS_PER_CALL, this::callEmbedHistory);
  }

  private List<float[]> callEmbedHistory(List<List<String>> histories) {
    try (Tensor asked = ids.rows(histories);
        Result result =
            bundle
                .function(SignatureNames.EMBED_HISTORY)
                .call(Map.of(SignatureNames.HISTORY, asked))) {
      return SignatureTensors.vectors(result);
    }
  }

  @Override
  public List<float[]> embedItems(List<String> items) {
    return Questions.inBatches(items, ROWS_PER_CALL, this::callEmbedItems);
  }

  private List<float[]> callEmbedItems(List<String> items) {
    try (Tensor asked = ids.vector(items);
        Result result =
            bundle.function(SignatureNames.EMBED_ITEMS).call(Map.of(SignatureNames.ITEMS, asked))) {
      return SignatureTensors.vectors(result);
    }
  }

  @Override
  public void close() {
    bundle.close();
  }
}
