package org.recjpq.savedmodels.answering;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class SummedRecommenderTest extends RecommenderTest {
  SummedRecommenderTest(@TempDir Path base) throws IOException {
    super(TestModel.biased(true), base);
  }
}
