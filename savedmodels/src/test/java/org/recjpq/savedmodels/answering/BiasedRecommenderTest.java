package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class BiasedRecommenderTest extends RecommenderTest {
  BiasedRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.biased(false), base);
  }
}
