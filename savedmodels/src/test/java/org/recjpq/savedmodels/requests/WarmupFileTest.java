package org.recjpq.savedmodels.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.records.TfRecordWriter;

class WarmupFileTest {
  private static final List<List<String>> HISTORIES =
      List.of(List.of("a", "b"), List.of("c"), List.of("d", "e", "f"));

  @TempDir Path export;

  @Test
  void requestsAreReadAsTheyWereWritten() throws IOException {
    List<PredictRequest> requests = requests(100).all();
    WarmupFile.write(export, requests);
    assertEquals(requests, WarmupFile.read(export));
  }

  @Test
  void everySignatureIsAskedInEveryBatchSize() {
    List<PredictRequest> requests = requests(100).all();
    assertEquals(3 * 7, requests.size());
    assertEquals(
        Set.of(
            "serving_default",
            "recommend",
            "score",
            "similar_items",
            "embed_history",
            "embed_items",
            "model_info"),
        requests.stream().map(PredictRequest::signature).collect(Collectors.toSet()));
    for (int r = 0; r < requests.size(); r++) {
      long rows = List.of(1, 8, 32).get(r / 7);
      requests
          .get(r)
          .inputs()
          .values()
          .forEach(input -> assertEquals(rows, input.getTensorShape().getDim(0).getSize()));
    }
  }

  @Test
  void rowsRepeatTheHistories() {
    PredictRequest eight = requests(100).all().get(7);
    assertEquals("serving_default", eight.signature());
    assertEquals(
        new TensorMessages(ItemIds.STRINGS)
            .matrix(
                List.of(
                    HISTORIES.get(0),
                    HISTORIES.get(1),
                    HISTORIES.get(2),
                    HISTORIES.get(0),
                    HISTORIES.get(1),
                    HISTORIES.get(2),
                    HISTORIES.get(0),
                    HISTORIES.get(1))),
        eight.inputs().get("history"));
  }

  @Test
  void aRequestNeedsAHistory() {
    for (List<List<String>> none : List.of(List.<List<String>>of(), List.of(List.<String>of()))) {
      var failure =
          assertThrows(
              IllegalArgumentException.class,
              () -> new WarmupRequests(export(100), none, ItemIds.STRINGS));
      assertEquals("expected at least one history, each of at least one id", failure.getMessage());
    }
  }

  @Test
  void aMissingFileIsReported() {
    assertRefused(": expected warm-up requests, found no file; export the model again");
  }

  @Test
  void aRecordOfOtherBytesIsReported() throws IOException {
    Path file = export.resolve(WarmupFile.PATH);
    Files.createDirectories(file.resolveSibling(""));
    try (TfRecordWriter writer = new TfRecordWriter(file)) {
      writer.write(requests(100).all().get(0).toPredictionLog());
      writer.write(new byte[] {0x32, 9, 1});
    }
    assertRefused(
        ", record 2: expected a PredictionLog, found other bytes; export the model again");
  }

  private void assertRefused(String what) {
    var failure = assertThrows(DataException.class, () -> WarmupFile.read(export));
    assertEquals(export.resolve(WarmupFile.PATH) + what, failure.getMessage());
  }

  @Test
  void batchesOfVeryLargeCataloguesAreSmall() {
    assertEquals(List.of(1L, 8L, 32L), rows(8_000_000));
    assertEquals(List.of(1L, 8L), rows(9_000_000));
    assertEquals(List.of(1L), rows(100_000_000));
  }

  private static List<Long> rows(int items) {
    return requests(items).all().stream()
        .filter(request -> request.signature().equals(SignatureNames.EMBED_HISTORY))
        .map(request -> Objects.requireNonNull(request.inputs().get(SignatureNames.HISTORY)))
        .map(history -> history.getTensorShape().getDim(0).getSize())
        .toList();
  }

  private static WarmupRequests requests(int items) {
    return new WarmupRequests(export(items), HISTORIES, ItemIds.STRINGS);
  }

  private static ExportDescription export(int items) {
    return new ExportDescription(
        ExportDescription.FORMAT,
        "sasrec",
        1,
        items,
        4,
        null,
        null,
        5,
        10,
        "none",
        "none",
        IdForm.STRINGS);
  }
}
