package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.recommendations.RecommendationServiceContract;

class RecommenderContractTest extends RecommendationServiceContract {
  private final Recommender recommender;

  RecommenderContractTest(@TempDir Path base) throws IOException {
    recommender = Recommender.load(TestModel.exportedJpq(LIST_LENGTH, base));
  }

  @Override
  protected RecommendationService service() {
    return recommender;
  }
}
