package org.recjpq.savedmodels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.requests.SignatureNames;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * An export, loaded: answers from Java just what TF Serving would answer.
 *
 * <p>Many threads may ask at once. Holds native memory until it is closed; close it only when
 * nobody asks any more.
 */
public final class Recommender implements AutoCloseable {
  /** What stands in place of a score where there is no item to score. */
  public static final float UNKNOWN_ITEM_SCORE = ItemLists.NO_ITEM_SCORE;

  /** Scores that one call of the model may compute, which bounds its memory. */
  private static final int SCORES_PER_CALL = 1 << 24;

  private static final int HISTORIES_PER_CALL = 256;

  private final Path directory;
  private final ExportDescription description;
  private final SavedModelBundle bundle;
  private final SessionFunction servingDefault;

  private Recommender(Path directory, ExportDescription description, SavedModelBundle bundle) {
    this.directory = directory;
    this.description = description;
    this.bundle = bundle;
    this.servingDefault = bundle.function(SignatureNames.SERVING_DEFAULT);
  }

  /**
   * Loads an export.
   *
   * @param export a version directory, or the base directory, whose newest version is taken
   * @throws DataException if it is none or damaged
   */
  public static Recommender load(Path export) {
    return load(export, ConfigProto.getDefaultInstance());
  }

  /**
   * Loads an export to answer on some threads.
   *
   * @param export as for {@link #load(Path)}
   * @param threads of TensorFlow; the first session of a process decides for all
   * @throws DataException if it is none or damaged
   */
  public static Recommender load(Path export, int threads) {
    return load(
        export,
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .build());
  }

  private static Recommender load(Path export, ConfigProto settings) {
    Path directory = ExportDirectories.newest(export);
    ExportDescription description = ExportDescription.read(directory);
    try {
      SavedModelBundle bundle =
          SavedModelBundle.loader(directory.toString())
              .withTags(ModelExporter.TAG)
              .withConfigProto(settings)
              .load();
      return new Recommender(directory, description, bundle);
    } catch (TensorFlowException | IllegalArgumentException broken) {
      throw new DataException(
          "%s: expected a whole export, found that it cannot be loaded (%s); export the model again"
              .formatted(directory, String.valueOf(broken.getMessage()).replace('\n', ' ')),
          broken);
    }
  }

  /** The version directory of the export. */
  public Path directory() {
    return directory;
  }

  /** What the export says about itself. */
  public ExportDescription description() {
    return description;
  }

  /**
   * The graph of the export with its weights and the signatures that {@link ModelExporter} lists;
   * closed with this recommender.
   */
  public SavedModelBundle bundle() {
    return bundle;
  }

  /** The items that the export knows, read out of it anew. */
  public Catalogue catalogue() {
    return ExportedItems.catalogue(this);
  }

  /** As {@link #recommend(List, int)} with lists as long as the export has them. */
  public List<List<Recommendation>> recommend(List<List<String>> histories) {
    return recommend(histories, description.listLength());
  }

  /**
   * Recommends items for many histories.
   *
   * @param histories external ids, oldest first, of any length. Ids that the catalogue does not
   *     have and empty strings are passed over; of the rest the newest L count
   * @param top how many items each list shall have, from 1 to k of the export
   * @return a list for each history, best first. Of equal scores the item with the lower index
   *     comes first. A history without any known item gets the items that are most popular in the
   *     training data, scored by their share of its interactions
   */
  public List<List<Recommendation>> recommend(List<List<String>> histories, int top) {
    if (top < 1 || top > description.listLength()) {
      throw new IllegalArgumentException(
          "top must lie in [1, %d], found %d".formatted(description.listLength(), top));
    }
    return inBatches(histories, some -> call(some, top));
  }

  /**
   * Recommends items under conditions.
   *
   * @return a list for each request, best first, as full as the request allows; it ends where no
   *     item is left. A history without any known item is answered by popularity
   */
  public List<List<Recommendation>> recommendFiltered(List<ListRequest> requests) {
    return inBatches(requests, this::callFiltered);
  }

  /**
   * Scores given items, to rank anew what another system found.
   *
   * @param histories as for {@link #recommend(List, int)}
   * @param candidates item ids for each history, of any number
   * @return for each history the scores of its candidates, in their order; {@link
   *     #UNKNOWN_ITEM_SCORE} for an item that the catalogue does not have. For a history without
   *     any known item they are shares of the training interactions
   */
  public List<float[]> score(List<List<String>> histories, List<List<String>> candidates) {
    if (histories.size() != candidates.size()) {
      throw new IllegalArgumentException(
          "expected candidates for each of %d histories, found %d"
              .formatted(histories.size(), candidates.size()));
    }
    List<Integer> rows = IntStream.range(0, histories.size()).boxed().toList();
    return inBatches(
        rows,
        some ->
            callScore(
                some.stream().map(histories::get).toList(),
                some.stream().map(candidates::get).toList()));
  }

  /**
   * Finds the items whose vectors have the smallest angles with those of given items.
   *
   * @param items ids
   * @param top how many to find for each, at least 1
   * @return a list for each item, best first, without the item itself, scored by cosines; an empty
   *     one for an item that the catalogue does not have
   */
  public List<List<Recommendation>> similar(List<String> items, int top) {
    requireAtLeastOne(top);
    return inBatches(items, some -> callSimilar(some, top));
  }

  static void requireAtLeastOne(int top) {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
  }

  private <Q, A> List<A> inBatches(List<Q> questions, Function<List<Q>, List<A>> answer) {
    int batch = Math.max(1, Math.min(HISTORIES_PER_CALL, SCORES_PER_CALL / description.items()));
    List<A> answers = new ArrayList<>(questions.size());
    for (int from = 0; from < questions.size(); from += batch) {
      int to = Math.min(questions.size(), from + batch);
      answers.addAll(answer.apply(questions.subList(from, to)));
    }
    return answers;
  }

  private List<List<Recommendation>> call(List<List<String>> histories, int top) {
    try (TString history = tensor(histories);
        Result result = servingDefault.call(Map.of(SignatureNames.HISTORY, history))) {
      return lists(result).stream().map(list -> list.subList(0, top)).toList();
    }
  }

  private List<List<Recommendation>> callFiltered(List<ListRequest> requests) {
    try (TString history = tensor(requests.stream().map(ListRequest::history).toList());
        TInt32 count = TInt32.vectorOf(requests.stream().mapToInt(ListRequest::top).toArray());
        TString exclude = tensor(requests.stream().map(ListRequest::exclude).toList());
        TString allow = tensor(requests.stream().map(ListRequest::allowOrAll).toList());
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
    try (TString history = tensor(histories);
        TString items = tensor(candidates);
        Result result =
            bundle
                .function(SignatureNames.SCORE)
                .call(Map.of(SignatureNames.HISTORY, history, SignatureNames.ITEMS, items))) {
      TFloat32 scores = (TFloat32) output(result, SignatureNames.SCORES);
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
    try (TString asked =
            TString.tensorOf(
                Shape.of(items.size()), DataBuffers.ofObjects(items.toArray(String[]::new)));
        TInt32 count = TInt32.vectorOf(items.stream().mapToInt(item -> top).toArray());
        Result result =
            bundle
                .function(SignatureNames.SIMILAR_ITEMS)
                .call(Map.of(SignatureNames.ITEMS, asked, SignatureNames.COUNT, count))) {
      return filled(lists(result));
    }
  }

  /** The lists of an answer, unused slots included. */
  private static List<List<Recommendation>> lists(Result result) {
    TString items = (TString) output(result, SignatureNames.ITEMS);
    TFloat32 scores = (TFloat32) output(result, SignatureNames.SCORES);
    List<List<Recommendation>> lists = new ArrayList<>();
    for (int row = 0; row < items.shape().get(0); row++) {
      List<Recommendation> list = new ArrayList<>();
      for (int rank = 0; rank < items.shape().get(1); rank++) {
        list.add(new Recommendation(items.getObject(row, rank), scores.getFloat(row, rank)));
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

  /**
   * Vectors of items.
   *
   * @param ids external ids
   * @return [ids][d]; 0 for an id that the catalogue does not have
   */
  public float[][] itemVectors(List<String> ids) {
    try (TString items =
            TString.tensorOf(
                Shape.of(ids.size()), DataBuffers.ofObjects(ids.toArray(String[]::new)));
        Result result =
            bundle.function(SignatureNames.EMBED_ITEMS).call(Map.of(SignatureNames.ITEMS, items))) {
      return StdArrays.array2dCopyOf((TFloat32) output(result, SignatureNames.VECTORS));
    }
  }

  static Tensor output(Result result, String name) {
    return result.get(name).orElseThrow(() -> new IllegalStateException("no output " + name));
  }

  /**
   * The histories as the signatures take them.
   *
   * @return string [B, H], padded at the end to the longest of them; must be closed
   */
  public static TString tensor(List<List<String>> histories) {
    int width = histories.stream().mapToInt(List::size).max().orElse(0);
    DataBuffer<String> cells =
        DataBuffers.ofObjects(String.class, Math.multiplyExact(histories.size(), width));
    int cell = 0;
    for (List<String> history : histories) {
      for (int position = 0; position < width; position++) {
        cells.setObject(position < history.size() ? history.get(position) : "", cell++);
      }
    }
    return TString.tensorOf(Shape.of(histories.size(), width), cells);
  }

  @Override
  public void close() {
    bundle.close();
  }
}
