package org.recjpq.savedmodels.signatures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class JpqSignaturesTest extends SignaturesTest {
  JpqSignaturesTest(@TempDir Path base) throws IOException {
    super(TestModel.jpq(), base);
  }

  @Override
  List<Integer> splitsAndSubIds() {
    return List.of(4, 16);
  }
}
