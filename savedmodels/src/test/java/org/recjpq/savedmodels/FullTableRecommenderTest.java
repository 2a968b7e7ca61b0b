package org.recjpq.savedmodels;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FullTableRecommenderTest extends RecommenderTest {
  FullTableRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.full(), base);
  }
}
