package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class Gru4RecRecommenderTest extends RecommenderTest {
  Gru4RecRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.gru4Rec(), base);
  }
}
