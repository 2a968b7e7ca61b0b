package org.recjpq.savedmodels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.requests.SignatureNames;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * An export, loaded: answers from Java just what TF Serving would answer.
 *
 * <p>Many threads may ask at once. Holds native memory until it is closed; close it only when
 * nobody asks any more.
 */
public final class Recommender implements AutoCloseable {
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
    int batch = Math.max(1, Math.min(HISTORIES_PER_CALL, SCORES_PER_CALL / description.items()));
    List<List<Recommendation>> lists = new ArrayList<>(histories.size());
    for (int from = 0; from < histories.size(); from += batch) {
      int to = Math.min(histories.size(), from + batch);
      lists.addAll(call(histories.subList(from, to), top));
    }
    return lists;
  }

  private List<List<Recommendation>> call(List<List<String>> histories, int top) {
    try (TString history = tensor(histories);
        Result result = servingDefault.call(Map.of(SignatureNames.HISTORY, history))) {
      TString items = (TString) output(result, SignatureNames.ITEMS);
      TFloat32 scores = (TFloat32) output(result, SignatureNames.SCORES);
      List<List<Recommendation>> lists = new ArrayList<>(histories.size());
      for (int row = 0; row < histories.size(); row++) {
        List<Recommendation> list = new ArrayList<>(top);
        for (int rank = 0; rank < top; rank++) {
          list.add(new Recommendation(items.getObject(row, rank), scores.getFloat(row, rank)));
        }
        lists.add(List.copyOf(list));
      }
      return lists;
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
