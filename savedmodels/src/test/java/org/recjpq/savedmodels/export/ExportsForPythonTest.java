package org.recjpq.savedmodels.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.graph.WeightType;
import org.recjpq.savedmodels.SignatureCaller;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.requests.IdTensors;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArray;

/**
 * Leaves exports in {@code target/interop}, one per model, each with requests to all its signatures
 * and Java's answers in {@code answers.json}. {@code testdata/interop/check_exports.py} sends the
 * same requests with TensorFlow for Python. The other tests of this package compare Java's answers
 * with the model itself.
 */
class ExportsForPythonTest {
  private static final Path TARGET = Path.of("target", "interop");

  /** Exports that are loaded into one process. */
  enum Exported {
    JPQ(TestModel::jpq),
    BIASED(() -> TestModel.biased(false)),
    SUMMED(() -> TestModel.biased(true)),
    REMEMBERING(() -> TestModel.jpq().withMemory()),
    HALF_PRECISION(() -> TestModel.jpq().withType(WeightType.FLOAT16)),
    EIGHT_BITS(() -> TestModel.full().withType(WeightType.INT8)),
    PACKED_CODES(() -> TestModel.jpq().packed()),
    NUMBERED(() -> TestModel.jpq().numbered().withIds(IdForm.NUMBERS)),
    INDEXED(() -> TestModel.jpq().withIds(IdForm.INDEXES)),
    FULL(TestModel::full),
    BERT4REC(TestModel::bert4Rec),
    GRU4REC(TestModel::gru4Rec);

    private final Supplier<TestModel> model;

    Exported(Supplier<TestModel> model) {
      this.model = model;
    }
  }

  /** A request and its answer: tensors by name. */
  record Exchange(String signature, Map<String, Values> inputs, Map<String, Values> outputs) {}

  /** A tensor: its elements row by row. */
  record Values(String dtype, long[] shape, List<Object> elements) {
    static Values of(Tensor tensor) {
      List<Object> elements = new ArrayList<>();
      ((NdArray<?>) tensor).scalars().forEach(scalar -> elements.add(scalar.getObject()));
      return new Values(tensor.dataType().name(), tensor.shape().asArray(), elements);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWrittenWithItsAnswers(Exported exported) throws IOException {
    Path base = TARGET.resolve(exported.name().toLowerCase(Locale.ROOT));
    AtomicFiles.deleteRecursively(base);
    try (TestModel model = exported.model.get()) {
      Path directory = ModelExporter.export(model.trained(), 7, base);
      List<Exchange> exchanges = exchanges(model, directory);
      AtomicFiles.write(
          base.resolve("answers.json"), out -> new ObjectMapper().writeValue(out, exchanges));
      assertEquals(signatures(directory), asked(exchanges));
    }
  }

  private static Set<String> signatures(Path directory) {
    try (SavedModelBundle bundle = load(directory)) {
      return bundle.signatures().stream()
          .map(signature -> signature.key())
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> asked(List<Exchange> exchanges) {
    return exchanges.stream().map(Exchange::signature).collect(Collectors.toSet());
  }

  private static List<Exchange> exchanges(TestModel model, Path directory) {
    List<List<String>> histories =
        List.of(model.ids(1, 2, 3), List.of("unknown"), model.ids(0, 9, 8, 7, 6, 5, 4, 3, 2, 1));
    List<List<String>> one = histories.subList(0, 1);
    List<List<String>> none = List.of();
    List<String> items = model.ids(11, 0, 5);
    IdTensors ids = new IdTensors(ItemIds.of(directory));
    try (SavedModelBundle bundle = load(directory)) {
      List<Exchange> followers =
          model.trained().memory() == null
              ? List.of()
              : List.of(
                  ask(
                      bundle,
                      "followers",
                      Map.of(
                          "items", ids.vector(model.ids(7, 11, 4)),
                          "k", SignatureCaller.ints(5, 2, 3))));
      List<Exchange> others =
          List.of(
              ask(bundle, "serving_default", Map.of("history", ids.rows(histories))),
              ask(bundle, "serving_default", Map.of("history", ids.rows(one))),
              ask(bundle, "serving_default", Map.of("history", ids.rows(none))),
              ask(bundle, "serving_default", Map.of("history", ids.rows(many(model)))),
              ask(bundle, "recommend", filters(model, histories, ids)),
              ask(
                  bundle,
                  "score",
                  Map.of(
                      "history", ids.rows(histories),
                      "items", ids.rows(List.of(items, List.of("unknown"), items)))),
              ask(
                  bundle,
                  "similar_items",
                  Map.of(
                      "items",
                      ids.vector(items),
                      "k",
                      SignatureCaller.ints(5, 2, TestModel.ITEMS))),
              ask(bundle, "embed_history", Map.of("history", ids.rows(histories))),
              ask(bundle, "embed_items", Map.of("items", ids.vector(items))),
              ask(
                  bundle,
                  "model_info",
                  Map.of("request", SignatureCaller.vector(List.of("", "any")))));
      return Stream.concat(others.stream(), followers.stream()).toList();
    }
  }

  /** More histories than are answered at once. */
  private static List<List<String>> many(TestModel model) {
    return IntStream.range(0, 200)
        .mapToObj(row -> model.ids(row % TestModel.ITEMS, row * row % TestModel.ITEMS))
        .toList();
  }

  private static Map<String, Tensor> filters(
      TestModel model, List<List<String>> histories, IdTensors ids) {
    return Map.of(
        "history", ids.rows(histories),
        "k", SignatureCaller.ints(4, TestModel.ITEMS, 10),
        "exclude", ids.rows(List.of(model.ids(7, 30), List.of(), List.of("unknown"))),
        "allow", ids.rows(List.of(List.of(), List.of(), model.ids(9, 23, 17, 11, 44))),
        "exclude_seen", SignatureCaller.truths(true, false, true));
  }

  /** Calls a signature and closes its inputs. */
  private static Exchange ask(
      SavedModelBundle bundle, String signature, Map<String, Tensor> inputs) {
    try (Result result = bundle.function(signature).call(inputs)) {
      Map<String, Values> outputs = new TreeMap<>();
      result.forEach(output -> outputs.put(output.getKey(), Values.of(output.getValue())));
      return new Exchange(signature, values(inputs), outputs);
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static Map<String, Values> values(Map<String, Tensor> tensors) {
    Map<String, Values> values = new TreeMap<>();
    tensors.forEach((name, tensor) -> values.put(name, Values.of(tensor)));
    return values;
  }

  private static SavedModelBundle load(Path directory) {
    return SavedModelBundle.loader(directory.toString()).withTags(ExportDirectories.TAG).load();
  }
}
