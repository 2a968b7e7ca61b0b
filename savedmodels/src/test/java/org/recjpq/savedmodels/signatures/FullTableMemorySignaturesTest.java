package org.recjpq.savedmodels.signatures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;

class FullTableMemorySignaturesTest extends SignaturesTest {
  FullTableMemorySignaturesTest(@TempDir Path base) throws IOException {
    super(TestModel.full().withMemory(), base);
  }

  @Override
  List<Integer> splitsAndSubIds() {
    return List.of(0, 0);
  }
}
