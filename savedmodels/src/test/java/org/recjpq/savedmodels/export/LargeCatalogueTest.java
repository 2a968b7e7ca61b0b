package org.recjpq.savedmodels.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.verification.ExportCheck;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

class LargeCatalogueTest {
  /** One history alone is searched with few scores, several are scanned. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void aMemoryIsAddedExactly(int count, @TempDir Path base) throws IOException {
    try (TestModel model = TestModel.large().withMemory()) {
      Random random = new Random(count);
      List<int[]> histories =
          Stream.generate(() -> random.ints(7, 0, 140_000).toArray()).limit(count).toList();
      ExportCheck.Scores scores = history -> model.scores(List.of(history))[0];
      ModelExporter.export(
          model.trained(),
          100,
          base,
          Provenance.UNKNOWN,
          recommender -> {
            double worst =
                new ExportCheck(recommender, model.trained().catalogue()).run(histories, scores);
            assertTrue(worst <= 1e-5);
          });
    }
  }

  @Test
  void manyItemCodesAreSavedWithTheVariables(@TempDir Path base) throws IOException {
    try (TestModel model = TestModel.large()) {
      ExportCheck.Scores scores = history -> model.scores(List.of(history))[0];
      List<int[]> histories = List.of(new int[] {139_999, 3, 70_000}, new int[] {12});
      Path export =
          ModelExporter.export(
              model.trained(),
              100,
              base,
              Provenance.UNKNOWN,
              recommender ->
                  new ExportCheck(recommender, model.trained().catalogue()).run(histories, scores));
      Path file = export.resolve("saved_model.pb");
      NodeDef codes =
          SavedModel.parseFrom(Files.readAllBytes(file))
              .getMetaGraphs(0)
              .getGraphDef()
              .getNodeList()
              .stream()
              .filter(node -> node.getName().equals("items/codes"))
              .findAny()
              .orElseThrow();
      assertEquals("VariableV2", codes.getOp());
      assertEquals(DataType.DT_UINT8, codes.getAttrOrThrow("dtype").getType());
      long bytes = Files.size(file);
      assertTrue(bytes < 600_000, () -> file.getFileName() + " has " + bytes + " bytes");
    }
  }
}
