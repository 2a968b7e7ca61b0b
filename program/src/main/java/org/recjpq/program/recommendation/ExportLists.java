package org.recjpq.program.recommendation;

import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/** The lists of an export. */
public final class ExportLists {
  private ExportLists() {}

  /**
   * Lists that come from a search in Java if the export has item codes, or from its graph if it has
   * a vector for every item.
   *
   * @param recommender stays open as long as the lists are used
   * @param top items per list, at least 1
   * @param excludeSeen whether to leave out the items of the history; the lists stay full while
   *     items remain
   */
  public static Lists of(Recommender recommender, int top, boolean excludeSeen) {
    RecommendationService service =
        SearchingRecommender.canSearch(recommender)
            ? new SearchingRecommender(recommender)
            : recommender;
    return new OfService(service, top, excludeSeen, recommender.catalogue());
  }

  /** The lists of a service. */
  private record OfService(
      RecommendationService service, int top, boolean excludeSeen, Catalogue catalogue)
      implements Lists {
    @Override
    public List<List<Recommendation>> of(List<List<String>> histories) {
      return excludeSeen
          ? service.recommendFiltered(unseen(histories, top))
          : service.recommend(histories, top);
    }

    @Override
    public boolean knows(String id) {
      return catalogue.indexOf(id) >= 0;
    }
  }

  private static List<ListRequest> unseen(List<List<String>> histories, int top) {
    return histories.stream().map(ids -> ListRequest.of(ids, top).withoutSeen()).toList();
  }
}
