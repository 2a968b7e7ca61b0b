package org.recjpq.savedmodels.answering;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.search.BlendedSearch;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.assignment.search.PrunedSearch;
import org.recjpq.assignment.search.TopItems;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.MemoryParts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/**
 * Answers from an export with item codes: the graph computes a vector of each history, and {@link
 * PrunedSearch} finds the items in Java, on all processors. The lists are those of {@link
 * Recommender}, except for rounding in the last digits, at a fraction of the cost.
 *
 * <p>Everything that needs no search is left to the graph: allow-lists, for which only the allowed
 * items are scored, scores of given items, similar items and vectors.
 */
public final class SearchingRecommender implements RecommendationService {
  private final Recommender recommender;
  private final Catalogue catalogue;
  private final ItemTable table;
  private final BlendedSearch search;
  private final @Nullable TransitionMemory memory;
  private final List<Recommendation> popular; // for histories without known items

  /**
   * Reads codes, sub-embeddings and ids from the export, and sorts items by their sub-ids.
   *
   * @param recommender an export for which {@link #canSearch} holds; closed with this
   * @throws DataException if the export is of an older version without ids to read
   */
  public SearchingRecommender(Recommender recommender) {
    this.recommender = recommender;
    this.catalogue = ExportedItems.catalogue(recommender);
    this.table = ExportedItems.table(recommender);
    this.search =
        new BlendedSearch(
            new PrunedSearch(table.codes(), table.items()), table.codes(), table.items());
    this.memory = ExportedItems.memory(recommender);
    this.popular = recommender.recommend(List.of(List.of())).get(0);
  }

  /**
   * Loads an export.
   *
   * @param export a version directory, or the base directory, whose newest version is used
   * @throws DataException if it is not an export or damaged, or has no item codes to search
   */
  public static SearchingRecommender load(Path export) {
    Recommender recommender = Recommender.load(export);
    try {
      if (!canSearch(recommender)) {
        throw new DataException(
            ("%s: expected an export with item codes of at most 256 sub-ids, found another item"
                    + " table; load it with Recommender")
                .formatted(recommender.directory()));
      }
      return new SearchingRecommender(recommender);
    } catch (RuntimeException failure) {
      recommender.close();
      throw failure;
    }
  }

  /** Whether an export has item codes with at most 256 sub-ids per split. */
  public static boolean canSearch(Recommender recommender) {
    return ExportedItems.areCoded(recommender);
  }

  /** The codes and sub-embeddings of an export for which {@link #canSearch} holds. */
  public static ItemTable table(Recommender recommender) {
    return ExportedItems.table(recommender);
  }

  @Override
  public List<List<Recommendation>> recommend(List<List<String>> histories) {
    return recommend(histories, recommender.description().listLength());
  }

  @Override
  public List<List<Recommendation>> recommendFiltered(List<ListRequest> requests) {
    int[][] seen = requests.stream().map(asked -> indexes(asked.history())).toArray(int[][]::new);
    List<List<Recommendation>> lists =
        new ArrayList<>(Collections.nCopies(requests.size(), List.of()));
    List<Integer> searched = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int row = 0; row < seen.length; row++) {
      ListRequest request = requests.get(row);
      if (seen[row].length > 0 && request.allow() == null) {
        searched.add(row);
      } else if (isPlain(request)) {
        lists.set(row, popular.subList(0, request.top()));
      } else {
        others.add(row);
      }
    }
    put(search(requests, seen, searched), searched, lists);
    put(recommender.recommendFiltered(pick(requests, others)), others, lists);
    return lists;
  }

  private static void put(
      List<List<Recommendation>> found, List<Integer> rows, List<List<Recommendation>> lists) {
    for (int i = 0; i < rows.size(); i++) {
      lists.set(rows.get(i), found.get(i));
    }
  }

  private static List<ListRequest> pick(List<ListRequest> requests, List<Integer> rows) {
    return rows.stream().map(requests::get).toList();
  }

  private List<List<Recommendation>> search(
      List<ListRequest> requests, int[][] seen, List<Integer> rows) {
    List<float[]> vectors =
        recommender.embedHistories(
            pick(requests, rows).stream().map(ListRequest::history).toList());
    return IntStream.range(0, rows.size())
        .parallel()
        .mapToObj(i -> list(requests.get(rows.get(i)), seen[rows.get(i)], vectors.get(i)))
        .toList();
  }

  /** Whether a request without known history is answered by the first of the popular items. */
  private boolean isPlain(ListRequest request) {
    return request.allow() == null
        && request.exclude().isEmpty()
        && request.top() <= popular.size();
  }

  /** The items of known ids, ascending. */
  private int[] indexes(List<String> ids) {
    return known(ids).sorted().toArray();
  }

  private IntStream known(List<String> ids) {
    return ids.stream()
        .filter(id -> !id.isEmpty())
        .mapToInt(catalogue::indexOf)
        .filter(item -> item >= 0);
  }

  private MemoryParts parts(List<String> history) {
    return memory == null ? MemoryParts.NONE : memory.parts(known(history).toArray());
  }

  private List<Recommendation> list(ListRequest request, int[] seen, float[] vector) {
    int[] excluded = indexes(request.exclude());
    IntPredicate wasLeftOut =
        item ->
            (request.excludeSeen() && Arrays.binarySearch(seen, item) >= 0)
                || Arrays.binarySearch(excluded, item) >= 0;
    TopItems found =
        search.topK(table.subScores(vector), parts(request.history()), request.top(), wasLeftOut);
    List<Recommendation> list = new ArrayList<>(found.items().length);
    for (int rank = 0; rank < found.items().length; rank++) {
      list.add(new Recommendation(catalogue.id(found.items()[rank]), found.scores()[rank]));
    }
    return List.copyOf(list);
  }

  @Override
  public List<float[]> score(List<List<String>> histories, List<List<String>> candidates) {
    return recommender.score(histories, candidates);
  }

  @Override
  public List<List<Recommendation>> similar(List<String> items, int top) {
    return recommender.similar(items, top);
  }

  @Override
  public List<float[]> embedHistories(List<List<String>> histories) {
    return recommender.embedHistories(histories);
  }

  @Override
  public List<float[]> embedItems(List<String> items) {
    return recommender.embedItems(items);
  }

  @Override
  public void close() {
    recommender.close();
  }
}
