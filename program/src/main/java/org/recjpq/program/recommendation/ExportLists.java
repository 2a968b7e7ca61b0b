package org.recjpq.program.recommendation;

import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
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
   */
  public static Lists of(Recommender recommender, ListConditions conditions) {
    return of(service(recommender), conditions, recommender.catalogue());
  }

  /** The service that the lists come from. */
  public static RecommendationService service(Recommender recommender) {
    return SearchingRecommender.canSearch(recommender)
        ? new SearchingRecommender(recommender)
        : recommender;
  }

  /**
   * The same lists from a service that is there already.
   *
   * @param catalogue the items that it knows
   */
  public static Lists of(
      RecommendationService service, ListConditions conditions, Catalogue catalogue) {
    return new OfService(service, conditions, catalogue);
  }

  /** The lists of a service. */
  private record OfService(
      RecommendationService service, ListConditions conditions, Catalogue catalogue)
      implements Lists {
    @Override
    public List<List<Recommendation>> of(List<List<String>> histories) {
      return conditions.allowAll()
          ? service.recommend(histories, conditions.top())
          : service.recommendFiltered(histories.stream().map(conditions::request).toList());
    }

    @Override
    public boolean knows(String id) {
      return catalogue.indexOf(id) >= 0;
    }
  }
}
