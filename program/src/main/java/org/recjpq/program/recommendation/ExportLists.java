package org.recjpq.program.recommendation;

import java.util.List;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.recommendations.ListRequest;

/** The lists of an export. */
public final class ExportLists {
  private ExportLists() {}

  /**
   * Lists that are searched in Java where the export has item codes, and come from its graph where
   * it has a vector for every item.
   *
   * @param recommender stays open as long as the lists are used
   * @param top items a list, from 1 to k of the export
   * @param excludeSeen whether to leave out the items of the history; the lists stay full while
   *     items remain
   */
  public static Lists of(Recommender recommender, int top, boolean excludeSeen) {
    if (SearchingRecommender.canSearch(recommender)) {
      SearchingRecommender searching = new SearchingRecommender(recommender);
      return histories -> searching.recommend(histories, top, excludeSeen);
    }
    return excludeSeen
        ? histories -> recommender.recommendFiltered(unseen(histories, top))
        : histories -> recommender.recommend(histories, top);
  }

  private static List<ListRequest> unseen(List<List<String>> histories, int top) {
    return histories.stream().map(ids -> ListRequest.of(ids, top).withoutSeen()).toList();
  }
}
