package org.recjpq.savedmodels.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.RestStub;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.recommendations.RecommendationServiceContract;

class ServingClientContractTest extends RecommendationServiceContract {
  private final RestStub stub; // its lists have LIST_LENGTH items
  private final ServingClient client;

  ServingClientContractTest(@TempDir Path base) throws IOException {
    stub = new RestStub(base, "items");
    client = new ServingClient(stub.address(), "items", Duration.ofSeconds(60));
  }

  @AfterAll
  void closeStub() {
    stub.close();
  }

  @Override
  protected RecommendationService service() {
    return client;
  }
}
