package org.recjpq.savedmodels.reloading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.recommendations.RecommendationServiceContract;

class ReloadingRecommenderContractTest extends RecommendationServiceContract {
  private final ReloadingRecommender recommender;

  ReloadingRecommenderContractTest(@TempDir Path base) throws IOException {
    TestModel.exportedJpq(LIST_LENGTH, base);
    recommender = ReloadingRecommender.watch(base, Duration.ofMillis(1));
  }

  @Override
  protected RecommendationService service() {
    return recommender;
  }
}
