package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.recommendations.RecommendationServiceContract;

/** An export whose graph holds no ids. */
class IndexedRecommenderContractTest extends RecommendationServiceContract {
  private final Recommender recommender;

  IndexedRecommenderContractTest(@TempDir Path base) throws IOException {
    try (TestModel model = TestModel.jpq().withIds(IdForm.INDEXES)) {
      recommender = Recommender.load(ModelExporter.export(model.trained(), LIST_LENGTH, base));
    }
  }

  @Override
  protected RecommendationService service() {
    return recommender;
  }
}
