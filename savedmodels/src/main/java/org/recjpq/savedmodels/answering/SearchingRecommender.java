package org.recjpq.savedmodels.answering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.search.FoundItems;
import org.recjpq.assignment.search.ItemSearch;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.assignment.search.PrunedSearch;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.requests.SignatureTensors;
import org.tensorflow.Result;
import org.tensorflow.SessionFunction;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * Answers from an export with item codes: the graph makes a vector of each history, and {@link
 * PrunedSearch} finds the items in Java. The same lists as {@link Recommender} gives, but for
 * rounding in the last digits, at a part of the cost, and without items of the history if wanted.
 *
 * <p>Many threads may ask at once. Uses a {@link Recommender} that the caller closes afterwards.
 */
public final class SearchingRecommender {
  private final Recommender recommender;
  private final SessionFunction embedHistory;
  private final Catalogue catalogue;
  private final ItemSearch search;
  private final List<Recommendation> popular;

  /**
   * Reads codes, sub-embeddings and ids out of the export, and sorts items by their sub-ids.
   *
   * @param recommender for which {@link #canSearch} holds
   * @throws DataException if the export is of an older version that cannot be searched
   */
  public SearchingRecommender(Recommender recommender) {
    this.recommender = recommender;
    this.embedHistory = embedHistory(recommender);
    this.catalogue = ExportedItems.catalogue(recommender);
    this.search = new PrunedSearch(ExportedItems.table(recommender));
    this.popular = recommender.recommend(List.of(List.of())).get(0);
  }

  private static SessionFunction embedHistory(Recommender recommender) {
    try {
      return recommender.bundle().function(SignatureNames.EMBED_HISTORY);
    } catch (IllegalArgumentException missing) {
      throw new DataException(
          "the export: expected signature \"%s\", found none; export the model again"
              .formatted(SignatureNames.EMBED_HISTORY),
          missing);
    }
  }

  /** Whether an export has item codes with at most 256 sub-ids a split. */
  public static boolean canSearch(Recommender recommender) {
    return ExportedItems.areCoded(recommender.description());
  }

  /** The codes and sub-embeddings of an export for which {@link #canSearch} holds. */
  public static ItemTable table(Recommender recommender) {
    return ExportedItems.table(recommender);
  }

  /**
   * Recommends items for many histories, on all processors.
   *
   * @param histories as for {@link Recommender#recommend(List, int)}, held in memory together
   * @param top how many items each list shall have, from 1 to k of the export; fewer where the
   *     catalogue has no more
   * @param excludeSeen whether to leave out all known items of the history, also those that are too
   *     old for the model to look at
   * @return a list for each history, in their order, as {@link Recommender} gives them
   */
  public List<List<Recommendation>> recommend(
      List<List<String>> histories, int top, boolean excludeSeen) {
    if (top < 1 || top > popular.size()) {
      throw new IllegalArgumentException(
          "top must lie in [1, %d], found %d".formatted(popular.size(), top));
    }
    if (histories.isEmpty()) {
      return List.of();
    }
    float[][] vectors = vectors(histories);
    return IntStream.range(0, histories.size())
        .parallel()
        .mapToObj(h -> list(seen(histories.get(h)), vectors[h], top, excludeSeen))
        .toList();
  }

  /** Vectors of histories, [B][d]. */
  float[][] vectors(List<List<String>> histories) {
    try (TString history = SignatureTensors.rows(histories);
        Result result = embedHistory.call(Map.of(SignatureNames.HISTORY, history))) {
      TFloat32 vectors = (TFloat32) SignatureTensors.output(result, SignatureNames.VECTORS);
      var numbers = vectors.asRawTensor().data().asFloats();
      float[][] rows = new float[histories.size()][recommender.description().dimension()];
      for (int row = 0; row < rows.length; row++) {
        numbers.offset((long) row * rows[row].length).read(rows[row]);
      }
      return rows;
    }
  }

  /** Item indexes of the known ids, ascending. */
  private int[] seen(List<String> history) {
    return history.stream()
        .filter(id -> !id.isEmpty())
        .mapToInt(catalogue::indexOf)
        .filter(item -> item >= 0)
        .sorted()
        .toArray();
  }

  private List<Recommendation> list(int[] seen, float[] vector, int top, boolean excludeSeen) {
    if (seen.length == 0) {
      return popular.subList(0, top);
    }
    IntPredicate excluded =
        excludeSeen ? item -> Arrays.binarySearch(seen, item) >= 0 : ItemSearch.NONE;
    FoundItems found = search.search(vector, top, excluded);
    List<Recommendation> list = new ArrayList<>(found.items().length);
    for (int rank = 0; rank < found.items().length; rank++) {
      list.add(new Recommendation(catalogue.id(found.items()[rank]), found.scores()[rank]));
    }
    return List.copyOf(list);
  }
}
