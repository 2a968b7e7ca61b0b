package org.recjpq.savedmodels.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.RestStub;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.client.ServingClient;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.reloading.ReloadingRecommender;
import org.recjpq.savedmodels.verification.ExportVerification;
import org.recjpq.savedmodels.verification.VersionComparison;

class IdFormTest {
  @TempDir Path base;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRINGS")
  void answersAreThoseOfIdsInTheGraphBitForBit(IdForm form) throws IOException {
    try (TestModel model = TestModel.jpq().withMemory().numbered();
        Recommender usual = exported(model, "usual");
        RestStub server = new RestStub(base.resolve("other"), "items", model.withIds(form));
        ServingClient client =
            new ServingClient(
                server.address(),
                "items",
                Duration.ofSeconds(60),
                ItemIds.of(base.resolve("other")));
        SearchingRecommender searching = SearchingRecommender.load(base.resolve("other"));
        SearchingRecommender usualSearch = SearchingRecommender.load(base.resolve("usual"));
        ReloadingRecommender reloading =
            ReloadingRecommender.watch(base.resolve("other"), Duration.ofHours(1))) {
      String expected = answers(usual, model);
      assertTrue(expected.contains(Long.toString(Long.MIN_VALUE + 1)), "an id of 20 characters");
      Recommender other = server.recommender();
      assertEquals(expected, answers(other, model));
      assertEquals(expected, answers(client, model));
      assertEquals(expected, answers(reloading, model));
      assertEquals(answers(usualSearch, model), answers(searching, model));
      assertEquals(ids(usual), ids(other));
      assertEquals(3, ExportVerification.of(other.directory()).requests().get("followers"));
      VersionComparison same = VersionComparison.of(usual, other);
      assertEquals(0, same.changed());
      assertEquals(same.changes().size(), same.equalScores());
    }
  }

  private Recommender exported(TestModel model, String name) throws IOException {
    return Recommender.load(ModelExporter.export(model.trained(), 7, base.resolve(name)));
  }

  /** Everything that a service can be asked, with unknown ids of both kinds, as text. */
  private static String answers(RecommendationService service, TestModel model) {
    List<List<String>> histories =
        List.of(
            model.ids(3, 1, 0, 5),
            List.of("unknown", model.id(6), "", "-1", "007", model.id(2)),
            List.of(),
            model.ids(IntStream.range(0, TestModel.ITEMS).toArray()));
    List<ListRequest> requests =
        List.of(
            ListRequest.of(histories.get(0), 60).withoutSeen(),
            ListRequest.of(histories.get(1), 9).without(model.ids(4, 7, 9)),
            ListRequest.of(histories.get(2), 5).among(model.ids(8, 1, 30)),
            ListRequest.of(histories.get(3), 5).among(List.of("unknown")));
    return String.join(
        "\n",
        service.recommend(histories, 7).toString(),
        service.recommendFiltered(requests).toString(),
        text(
            service.score(
                histories, List.of(model.ids(1), List.of("x", ""), List.of(), model.ids(0)))),
        service.similar(List.of(model.id(1), "unknown", model.id(59)), 6).toString(),
        text(service.embedHistories(histories)),
        text(service.embedItems(List.of(model.id(0), "unknown", "12345678901234567890"))));
  }

  private static String text(List<float[]> rows) {
    return rows.stream().map(Arrays::toString).toList().toString();
  }

  private static List<String> ids(Recommender export) {
    return IntStream.range(0, export.catalogue().size()).mapToObj(export.catalogue()::id).toList();
  }

  @Test
  void onlyWholeNumbersAreNumbers() {
    try (TestModel model = TestModel.jpq()) {
      var failure = assertThrows(DataException.class, () -> model.withIds(IdForm.NUMBERS));
      assertEquals(
          "item 0 of the catalogue: expected an id that is a whole number of 64 bits other than -1"
              + " and -2^63, found \"a\0b\"; export with ids that are strings or indexes",
          failure.getMessage());
    }
  }

  @Test
  void indexesNeedNoIdsInTheGraphButTheirFile() throws IOException {
    try (TestModel model = TestModel.jpq().withIds(IdForm.INDEXES)) {
      Path export = ModelExporter.export(model.trained(), 5, base);
      try (Recommender recommender = Recommender.load(export)) {
        recommender
            .bundle()
            .graph()
            .operations()
            .forEachRemaining(op -> assertFalse(op.name().startsWith("vocabulary"), op.name()));
      }
      Path file = export.resolve("assets.extra").resolve("ids");
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 9] ^= 1;
      Files.write(file, bytes);
      assertTrue(failure(export).startsWith(file + ": damaged: expected checksum "));
      Files.delete(file);
      assertEquals(
          file + ": expected the ids of an export, found no file; copy the export again",
          failure(export));
    }
  }

  private static String failure(Path export) {
    return String.valueOf(
        assertThrows(DataException.class, () -> Recommender.load(export)).getMessage());
  }
}
