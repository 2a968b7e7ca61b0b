package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.recommendations.RecommendationServiceContract;

class SearchingRecommenderContractTest extends RecommendationServiceContract {
  private final SearchingRecommender recommender;

  SearchingRecommenderContractTest(@TempDir Path base) throws IOException {
    recommender =
        new SearchingRecommender(Recommender.load(TestModel.exportedJpq(LIST_LENGTH, base)));
  }

  @Override
  protected RecommendationService service() {
    return recommender;
  }
}
