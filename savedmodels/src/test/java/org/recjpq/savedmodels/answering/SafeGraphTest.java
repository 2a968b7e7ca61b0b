package org.recjpq.savedmodels.answering;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportManifest;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** Exports of somebody else, who may want to do more than recommend. */
class SafeGraphTest {
  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WriteFile",
        "ReadFile",
        "PyFunc",
        "MatchingFiles",
        "PrintV2",
        "DecodeWav",
        "Send"
      })
  void otherOperationsAreRefusedBeforeAnythingIsLoaded(String op) throws IOException {
    Path export = export();
    edit(export, graph -> graph.getGraphDefBuilder().addNode(node("evil", op)));
    String message =
        export.resolve("saved_model.pb")
            + ": expected only operations that exports use, found "
            + op
            + " (node evil), which may read or write files or run code; load it only if you trust"
            + " who made it";
    assertEquals(
        message, assertThrows(DataException.class, () -> Recommender.load(export)).getMessage());
  }

  @Test
  void operationsInFunctionsAreRefusedToo() throws IOException {
    Path export = export();
    edit(
        export,
        graph -> {
          var function = graph.getGraphDefBuilder().getLibraryBuilder().addFunctionBuilder();
          function.getSignatureBuilder().setName("f");
          function.addNodeDef(node("evil", "WriteFile"));
          graph.getGraphDefBuilder().addNode(node("call", "f"));
        });
    assertThrows(DataException.class, () -> SafeGraph.require(export));
  }

  @Test
  void savingIsRefusedWhereLoadingOrAnsweringRunsIt() throws IOException {
    Path export = export();
    SafeGraph.require(export); // which can save its variables if somebody asks for it
    edit(
        export,
        graph ->
            graph.getGraphDefBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getName().equals(graph.getSaverDef().getRestoreOpName()))
                .forEach(node -> node.addInput("^" + saving(graph))));
    DataException refused = assertThrows(DataException.class, () -> SafeGraph.require(export));
    assertTrue(String.valueOf(refused.getMessage()).contains("found SaveV2"), refused::getMessage);
  }

  private static String saving(MetaGraphDef.Builder graph) {
    return graph.getGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().equals("SaveV2"))
        .findFirst()
        .orElseThrow()
        .getName();
  }

  @Test
  void aTrustedExportIsLoadedWithWhateverItHas() throws IOException {
    Path export = export();
    edit(export, graph -> graph.getGraphDefBuilder().addNode(node("any", "Timestamp")));
    assertThrows(DataException.class, () -> Recommender.load(export));
    assertDoesNotThrow(() -> Recommender.loadTrusted(export).close());
  }

  @Test
  void devicesAmongTheFilesAreRefused() throws IOException {
    Path export = export();
    Path link = Files.createSymbolicLink(export.resolve("variables/more"), Path.of("/dev/zero"));
    assertEquals(
        link + ": expected a file, found something else, such as a device; remove it",
        assertThrows(DataException.class, () -> SafeGraph.require(export)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "items,0",
    "items,-1",
    "items,2147483647",
    "dimension,0",
    "splits,0",
    "splits,3",
    "subIds,0",
    "subIds,200",
    "listLength,60",
    "listLength,2147483647"
  })
  void aDescriptionThatContradictsTheGraphIsAnErrorWithTheFolder(String name, String value)
      throws IOException {
    Path export = export();
    Path file = export.resolve("assets.extra/recjpq.json");
    String text = Files.readString(file);
    String changed = text.replaceFirst("\"" + name + "\" : \\d+", "\"" + name + "\" : " + value);
    assertTrue(!changed.equals(text), name);
    Files.writeString(file, changed);
    DataException refused = assertThrows(DataException.class, () -> answer(export));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(export + ""), refused::getMessage);
  }

  private static void answer(Path export) {
    try (SearchingRecommender recommender = SearchingRecommender.load(export)) {
      recommender.recommend(List.of(List.of("i1")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/../../b", ""})
  void aManifestNamesOnlyFilesOfItsExport(String name) {
    var files = new TreeMap<>(Map.of(name, new ExportManifest.Content(1, "00")));
    ExportDescription model = ExportDescription.read(exported());
    assertEquals(
        "files: expected paths within the export, found \"" + name + "\"",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ExportManifest(2, model, null, Map.of(), files))
            .getMessage());
  }

  private Path exported() {
    try {
      return export();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Path export() throws IOException {
    try (TestModel model = TestModel.jpq()) {
      return ModelExporter.export(model.trained(), 5, base);
    }
  }

  private static NodeDef node(String name, String op) {
    return NodeDef.newBuilder().setName(name).setOp(op).build();
  }

  private static void edit(Path export, Consumer<MetaGraphDef.Builder> change) throws IOException {
    Path file = export.resolve("saved_model.pb");
    SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
    change.accept(model.getMetaGraphsBuilder(0));
    Files.write(file, model.build().toByteArray());
  }
}
