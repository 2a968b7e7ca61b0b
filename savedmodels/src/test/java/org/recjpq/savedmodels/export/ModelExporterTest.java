package org.recjpq.savedmodels.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.Weights;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelExporterTest {
  private static final int LIST_LENGTH = 5;

  private final TestModel model = TestModel.jpq();
  private final Path export;
  private final MetaGraphDef metaGraph;

  ModelExporterTest(@TempDir Path shared) throws IOException {
    export = ModelExporter.export(model.trained(), LIST_LENGTH, shared);
    metaGraph = read(export).getMetaGraphs(0);
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Test
  void everyExportIsOneVersionMore(@TempDir Path base) throws IOException {
    assertEquals(base.resolve("1"), ModelExporter.export(model.trained(), 5, base));
    assertEquals(base.resolve("2"), ModelExporter.export(model.trained(), 5, base));
    Files.createDirectories(base.resolve("41"));
    Files.createDirectories(base.resolve("v77")); // TF Serving skips such names, and so do we
    assertEquals(base.resolve("42"), ModelExporter.export(model.trained(), 5, base));
  }

  @Test
  void anExportHoldsTheModelAndItsDescription() throws IOException {
    assertEquals(
        Set.of(
            "saved_model.pb",
            "variables/variables.index",
            "variables/variables.data-00000-of-00001",
            "assets.extra/README.md",
            "assets.extra/manifest.json",
            "assets.extra/recjpq.json",
            "assets.extra/tf_serving_warmup_requests"),
        files(export));
    assertEquals(
        new ExportDescription(
            3,
            "sasrec",
            1,
            60,
            16,
            4,
            16,
            8,
            5,
            TensorFlow.version(),
            TestModel.CONFIGURATION,
            IdForm.STRINGS),
        ExportDescription.read(export));
  }

  @ParameterizedTest
  @EnumSource(
      value = WeightType.class,
      names = {"FLOAT16", "INT8"})
  void narrowWeightsAnswerAsRoundedOnes(WeightType type, @TempDir Path base) throws IOException {
    ModelToExport trained = model.trained();
    try (Weights weights = trained.weights().rounded(type)) {
      ModelToExport rounded =
          new ModelToExport(
              trained.config(),
              trained.catalogue(),
              trained.codes(),
              weights,
              trained.interactions(),
              trained.configuration(),
              null);
      Path wide = ModelExporter.export(rounded, 5, base.resolve("wide"));
      Path narrow =
          ModelExporter.export(
              trained.withForm(new ExportForm(type, IdForm.STRINGS, false)),
              5,
              base.resolve("narrow"));
      List<List<String>> histories = List.of(model.ids(1, 2, 3), model.ids(40, 7));
      try (Recommender expected = Recommender.load(wide);
          Recommender found = Recommender.load(narrow)) {
        List<List<Recommendation>> lists = expected.recommend(histories);
        List<List<Recommendation>> others = found.recommend(histories);
        for (int h = 0; h < lists.size(); h++) {
          for (int rank = 0; rank < 5; rank++) {
            Recommendation one = lists.get(h).get(rank);
            assertEquals(one.item(), others.get(h).get(rank).item());
            assertEquals(one.score(), others.get(h).get(rank).score(), 1e-5);
          }
        }
      }
      Path data = Path.of("variables/variables.data-00000-of-00001");
      assertTrue(Files.size(narrow.resolve(data)) < 0.75 * Files.size(wide.resolve(data)));
    }
  }

  @Test
  void packedCodesChangeNoBitOfAnAnswer(@TempDir Path base) throws IOException {
    ModelToExport trained = model.trained();
    Path packed =
        ModelExporter.export(
            trained.withForm(new ExportForm(WeightType.FLOAT32, IdForm.STRINGS, true)),
            LIST_LENGTH,
            base);
    assertEquals(2 * 62, codes(packed, "items/codes/packed/read")); // of 16 values
    assertEquals(4 * 62, codes(export, "items/codes/read"));
    List<List<String>> histories = List.of(model.ids(1, 2, 3), model.ids(40, 7), model.ids(11));
    try (Recommender expected = Recommender.load(export);
        Recommender found = Recommender.load(packed);
        SearchingRecommender searching = SearchingRecommender.load(packed)) {
      assertEquals(expected.recommend(histories), found.recommend(histories));
      assertEquals(
          expected.recommend(histories).get(0).get(0).item(),
          searching.recommend(histories).get(0).get(0).item());
    }
  }

  /** The bytes of a constant that an Identity of this name returns. */
  private static int codes(Path directory, String name) throws IOException {
    Map<String, NodeDef> nodes =
        read(directory).getMetaGraphs(0).getGraphDef().getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, node -> node));
    NodeDef read = Objects.requireNonNull(nodes.get(name));
    NodeDef constant = Objects.requireNonNull(nodes.get(read.getInput(0)));
    return constant.getAttrOrThrow("value").getTensor().getTensorContent().size();
  }

  @Test
  void aSmallCatalogueGivesAllItHas(@TempDir Path base) throws IOException {
    Path whole = ModelExporter.export(model.trained(), 1000, base);
    assertEquals(TestModel.ITEMS, ExportDescription.read(whole).listLength());
  }

  @Test
  void theSignatureIsWhatServingAsksFor() throws IOException {
    SignatureDef signature = metaGraph.getSignatureDefOrThrow("serving_default");
    assertEquals("tensorflow/serving/predict", signature.getMethodName());
    assertEquals(Set.of("history"), signature.getInputsMap().keySet());
    assertEquals(Set.of("items", "scores", "known"), signature.getOutputsMap().keySet());
    assertTensor(signature.getInputsOrThrow("history"), DataType.DT_STRING, -1, -1);
    assertTensor(signature.getOutputsOrThrow("items"), DataType.DT_STRING, -1, 5);
    assertTensor(signature.getOutputsOrThrow("scores"), DataType.DT_FLOAT, -1, 5);
  }

  @Test
  void theFileHasTheFormThatPythonWrites() throws IOException {
    SavedModel file = read(export);
    assertEquals(1, file.getSavedModelSchemaVersion());
    assertEquals(1, file.getMetaGraphsCount());
    assertEquals(List.of("serve"), metaGraph.getMetaInfoDef().getTagsList());
    assertEquals(TensorFlow.version(), metaGraph.getMetaInfoDef().getTensorflowVersion());
    assertTrue(metaGraph.getMetaInfoDef().getStrippedDefaultAttrs());
    assertEquals(SaverDef.CheckpointFormatVersion.V2, metaGraph.getSaverDef().getVersion());
  }

  @Test
  void onlyWhatFollowsFromTheVariablesIsMadeAfterTheRestore() throws IOException {
    TensorInfo initialiser =
        metaGraph
            .getSignatureDefOrThrow("__saved_model_init_op")
            .getOutputsOrThrow("__saved_model_init_op");
    assertEquals("initialise", initialiser.getName());
    assertFalse(metaGraph.containsCollectionDef("saved_model_main_op"));
    NodeDef node = node("initialise");
    assertEquals("NoOp", node.getOp());
    assertEquals(
        Set.of("InitializeTableV2", "AssignVariableOp"),
        node.getInputList().stream()
            .map(input -> node(input.substring(1)).getOp())
            .collect(Collectors.toSet()));
  }

  @Test
  void noAttributeHasItsDefaultValue() throws IOException {
    Map<String, OpDef> ops =
        TensorFlow.registeredOpList().getOpList().stream()
            .collect(Collectors.toMap(OpDef::getName, op -> op));
    for (NodeDef node : metaGraph.getGraphDef().getNodeList()) {
      OpDef op = Objects.requireNonNull(ops.get(node.getOp()), node.getOp());
      for (OpDef.AttrDef attribute : op.getAttrList()) {
        if (attribute.hasDefaultValue() && node.containsAttr(attribute.getName())) {
          assertFalse(
              attribute.getDefaultValue().equals(node.getAttrOrThrow(attribute.getName())),
              () -> node.getName() + "." + attribute.getName());
        }
      }
    }
  }

  @Test
  void theGraphHoldsTheParametersAndTheVocabularyAndNothingOfTraining() throws IOException {
    Set<String> variables = new TreeSet<>();
    for (NodeDef node : metaGraph.getGraphDef().getNodeList()) {
      if (node.getOp().equals("VariableV2")) {
        variables.add(node.getName());
      }
      assertFalse(node.getOp().contains("Random"), node::getName);
      assertFalse(node.getOp().startsWith("Apply"), node::getName);
      assertFalse(node.getOp().equals("BatchMatMulV3"), node::getName);
    }
    Set<String> expected = new TreeSet<>(model.trained().weights().names());
    expected.addAll(Set.of("vocabulary/ids", "popularity"));
    assertEquals(expected, variables);
    Set<String> expectedInputs = new TreeSet<>(Set.of("save/filename:0"));
    metaGraph
        .getSignatureDefMap()
        .values()
        .forEach(
            signature ->
                signature.getInputsMap().values().forEach(i -> expectedInputs.add(i.getName())));
    Set<String> placeholders = new TreeSet<>();
    metaGraph.getGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().equals("Placeholder"))
        .forEach(node -> placeholders.add(node.getName() + ":0"));
    assertEquals(expectedInputs, placeholders);
  }

  @Test
  void aFailedExportLeavesNothing(@TempDir Path base) throws IOException {
    ModelToExport trained = model.trained();
    ModelConfig config = trained.config();
    ModelConfig deeper =
        new ModelConfig(
            new SasRec.Settings(3, 1), config.items(), config.dimension(), config.maxLength(), 0);
    ModelToExport impossible =
        new ModelToExport(
            deeper,
            trained.catalogue(),
            trained.codes(),
            trained.weights(),
            trained.interactions(),
            trained.configuration(),
            null);
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> ModelExporter.export(impossible, 5, base));
    assertTrue(String.valueOf(failure.getMessage()).startsWith("no weights named "));
    try (Stream<Path> left = Files.list(base)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void anExportThatFailsItsCheckIsNotPublished(@TempDir Path base) throws IOException {
    var failure =
        assertThrows(
            DataException.class,
            () ->
                ModelExporter.export(
                    model.trained(),
                    LIST_LENGTH,
                    base,
                    Provenance.UNKNOWN,
                    recommender -> {
                      assertEquals(LIST_LENGTH, recommender.description().listLength());
                      throw new DataException("not good enough");
                    }));
    assertEquals("not good enough", failure.getMessage());
    try (Stream<Path> left = Files.list(base)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aListOfNoItemsIsRefused() {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> ModelExporter.export(model.trained(), 0, export));
    assertEquals("listLength must be at least 1, found 0", failure.getMessage());
  }

  @Test
  void everyItemNeedsACount() {
    ModelToExport trained = model.trained();
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ModelToExport(
                    trained.config(),
                    trained.catalogue(),
                    trained.codes(),
                    trained.weights(),
                    new int[3],
                    "",
                    null));
    assertEquals(
        "interactions must have one entry for each of 60 items, found 3", failure.getMessage());
  }

  private static void assertTensor(TensorInfo info, DataType type, long... shape) {
    assertEquals(type, info.getDtype());
    assertEquals(
        Arrays.stream(shape).boxed().toList(),
        info.getTensorShape().getDimList().stream().map(dim -> dim.getSize()).toList());
  }

  private static SavedModel read(Path export) throws IOException {
    return SavedModel.parseFrom(Files.readAllBytes(export.resolve("saved_model.pb")));
  }

  private NodeDef node(String name) {
    return metaGraph.getGraphDef().getNodeList().stream()
        .filter(node -> node.getName().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static Set<String> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
