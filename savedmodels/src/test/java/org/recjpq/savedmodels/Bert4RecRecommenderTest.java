package org.recjpq.savedmodels;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class Bert4RecRecommenderTest extends RecommenderTest {
  Bert4RecRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.bert4Rec(), base);
  }
}
