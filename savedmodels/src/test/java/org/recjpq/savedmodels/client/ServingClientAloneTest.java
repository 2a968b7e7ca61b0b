package org.recjpq.savedmodels.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.json.Json;
import org.recjpq.savedmodels.RestStub;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/**
 * The client in a JVM that has four packages of this module, the module {@code assignment} and
 * Jackson: no TensorFlow, no protocol buffers and no other packages.
 */
class ServingClientAloneTest {
  @Test
  void itNeedsNoTensorFlow(@TempDir Path base) throws Exception {
    try (RestStub stub = new RestStub(base.resolve("export"), "m")) {
      String found = run(classPath(base.resolve("classes")), stub.address().toString());
      assertEquals(String.join("\n", expected(stub.recommender())) + "\n", found);
    }
  }

  /** The answers of the same model without HTTP. */
  private static List<String> expected(Recommender model) {
    List<List<String>> histories = List.of(List.of("item-30", "item-31"));
    return List.of(
        "org.tensorflow.Tensor is not there",
        "com.google.protobuf.Message is not there",
        model.recommend(histories).toString(),
        model.recommendFiltered(List.of(ListRequest.of(histories.get(0), 3))).toString(),
        text(model.score(histories, histories)),
        model.similar(histories.get(0), 2).toString(),
        text(model.embedHistories(histories)),
        text(model.embedItems(histories.get(0))),
        "{configuration=hash of a configuration, dimension=16, item_count=60, longest_history=8,"
            + " name=sasrec, splits=4, sub_ids=16, version=1}",
        "top must be at least 1, found 0",
        "404");
  }

  private static String text(List<float[]> rows) {
    return rows.stream().map(Arrays::toString).toList().toString();
  }

  private static String run(List<Path> classPath, String address) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()),
                ClientAlone.class.getName(),
                address)
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replace(System.lineSeparator(), "\n");
    assertEquals(0, java.waitFor(), printed);
    return printed;
  }

  private static List<Path> classPath(Path classes) throws Exception {
    for (Class<?> room :
        List.of(
            ServingClient.class,
            RecommendationService.class,
            SignatureNames.class,
            ItemIds.class)) {
      copy(room, classes);
    }
    copyClass(ClientAlone.class, classes);
    List<Path> path = new ArrayList<>(List.of(classes));
    for (Class<?> library :
        List.of(
            Json.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            NullMarked.class)) {
      path.add(place(library));
    }
    return path;
  }

  /** Copies the classes of a package. */
  private static void copy(Class<?> one, Path to) throws Exception {
    Path room = Path.of(one.getPackageName().replace('.', '/'));
    Files.createDirectories(to.resolve(room));
    try (Stream<Path> files = Files.list(place(one).resolve(room))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(room).resolve(file.getFileName()));
      }
    }
  }

  private static void copyClass(Class<?> one, Path to) throws Exception {
    Path file = Path.of(one.getName().replace('.', '/') + ".class");
    Files.copy(place(one).resolve(file), to.resolve(file));
  }

  /** The jar or directory that a class comes from. */
  private static Path place(Class<?> one) throws Exception {
    return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
