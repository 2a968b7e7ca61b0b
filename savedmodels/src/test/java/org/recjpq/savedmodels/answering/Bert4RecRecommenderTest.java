package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class Bert4RecRecommenderTest extends RecommenderTest {
  Bert4RecRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.bert4Rec(), base);
  }
}
