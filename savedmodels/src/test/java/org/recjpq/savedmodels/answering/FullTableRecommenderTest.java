package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class FullTableRecommenderTest extends RecommenderTest {
  FullTableRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.full(), base);
  }
}
