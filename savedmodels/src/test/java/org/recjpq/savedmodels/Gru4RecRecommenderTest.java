package org.recjpq.savedmodels;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class Gru4RecRecommenderTest extends RecommenderTest {
  Gru4RecRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.gru4Rec(), base);
  }
}
