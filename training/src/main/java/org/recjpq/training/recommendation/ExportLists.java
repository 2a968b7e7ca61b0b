package org.recjpq.training.recommendation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.recjpq.savedmodels.Recommendation;
import org.recjpq.savedmodels.Recommender;
import org.recjpq.savedmodels.SearchingRecommender;

/** The lists of an export. */
public final class ExportLists {
  private ExportLists() {}

  /**
   * Lists that are searched in Java where the export has item codes, and come from its graph where
   * it has a vector for every item.
   *
   * @param recommender stays open as long as the lists are used
   * @param top items a list, from 1 to k of the export
   * @param excludeSeen whether to leave out the items of the history. Of a graph's list of k items
   *     those not seen are left, so it may have fewer than {@code top}
   */
  public static Lists of(Recommender recommender, int top, boolean excludeSeen) {
    if (SearchingRecommender.canSearch(recommender)) {
      SearchingRecommender searching = new SearchingRecommender(recommender);
      return histories -> searching.recommend(histories, top, excludeSeen);
    }
    return excludeSeen
        ? histories -> unseen(histories, recommender.recommend(histories), top)
        : histories -> recommender.recommend(histories, top);
  }

  private static List<List<Recommendation>> unseen(
      List<List<String>> histories, List<List<Recommendation>> lists, int top) {
    return IntStream.range(0, lists.size())
        .mapToObj(h -> unseen(new HashSet<>(histories.get(h)), lists.get(h), top))
        .toList();
  }

  private static List<Recommendation> unseen(Set<String> seen, List<Recommendation> list, int top) {
    return list.stream().filter(found -> !seen.contains(found.item())).limit(top).toList();
  }
}
