package org.recjpq.savedmodels.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.verification.ExportCheck;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

class LargeCatalogueTest {
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
      assertTrue(bytes < 200_000, () -> file.getFileName() + " has " + bytes + " bytes");
    }
  }
}
