package org.recjpq.savedmodels.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.export.Provenance;
import org.recjpq.savedmodels.requests.PredictRequest;
import org.recjpq.savedmodels.requests.WarmupFile;
import org.tensorflow.proto.TensorProto;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmupReplayTest {
  private final TestModel model = TestModel.jpq();
  private final Path export;
  private final Recommender recommender;
  private final List<PredictRequest> requests;

  WarmupReplayTest(@TempDir Path base) throws IOException {
    Provenance provenance =
        new Provenance(
            null, null, Map.of(), List.of(List.of(), model.ids(4, 5), model.ids(6)), List.of());
    export = ModelExporter.export(model.trained(), 5, base, provenance, recommender -> {});
    recommender = Recommender.load(export);
    requests = WarmupFile.read(export);
  }

  @AfterAll
  void close() {
    recommender.close();
    model.close();
  }

  @Test
  void everyRequestOfAnExportIsAnswered() {
    assertEquals(
        Map.of(
            "serving_default", 3,
            "recommend", 3,
            "score", 3,
            "similar_items", 3,
            "embed_history", 3,
            "embed_items", 3,
            "model_info", 3),
        new WarmupReplay(recommender).run());
  }

  @Test
  void requestsAreAboutTheHistoriesOfTheProvenance() {
    TensorProto history = input(requests.get(0), "history");
    assertEquals(
        model.ids(4, 5), history.getStringValList().stream().map(id -> id.toStringUtf8()).toList());
  }

  @Test
  void withoutHistoriesTheMostPopularItemsAreAskedAbout(@TempDir Path base) throws IOException {
    Path other = ModelExporter.export(model.trained(), 5, base);
    TensorProto history = input(WarmupFile.read(other).get(0), "history");
    int[] interactions = model.trained().interactions();
    assertEquals(TestModel.LONGEST, history.getStringValCount());
    int least = Integer.MAX_VALUE;
    for (var id : history.getStringValList()) {
      int count = interactions[model.trained().catalogue().indexOf(id.toStringUtf8())];
      assertTrue(count <= least);
      least = count;
    }
  }

  @Test
  void aSignatureThatTheExportLacksIsReported() {
    PredictRequest request = requests.get(0);
    var failure = failure(new PredictRequest(request.model(), "classify_images", request.inputs()));
    assertTrue(String.valueOf(failure.getMessage()).startsWith(place("classify_images")));
  }

  @Test
  void otherInputsAreReported() {
    PredictRequest score = requests.get(2);
    SortedMap<String, TensorProto> inputs = new TreeMap<>(score.inputs());
    inputs.remove("items");
    assertEquals(
        place("score")
            + "inputs: expected [history, items], found [history]; export the model again",
        failure(new PredictRequest(score.model(), "score", inputs)).getMessage());
  }

  @Test
  void anInputOfAnotherTypeOrShapeIsReported() {
    PredictRequest similar = requests.get(3);
    SortedMap<String, TensorProto> inputs = new TreeMap<>(similar.inputs());
    inputs.put("k", input(similar, "items"));
    assertEquals(
        place("similar_items")
            + "k of type: expected DT_INT32, found DT_STRING; export the model again",
        failure(new PredictRequest(similar.model(), "similar_items", inputs)).getMessage());
    inputs.putAll(similar.inputs());
    inputs.put("items", input(requests.get(0), "history"));
    assertEquals(
        place("similar_items")
            + "items of shape: expected [-1], found [1, 2]; export the model again",
        failure(new PredictRequest(similar.model(), "similar_items", inputs)).getMessage());
  }

  private static TensorProto input(PredictRequest request, String name) {
    return Objects.requireNonNull(request.inputs().get(name), name);
  }

  private DataException failure(PredictRequest request) {
    WarmupReplay replay = new WarmupReplay(recommender, List.of(request));
    return assertThrows(DataException.class, replay::run);
  }

  private String place(String signature) {
    return "%s, record 1, signature %s: ".formatted(export.resolve(WarmupFile.PATH), signature);
  }
}
