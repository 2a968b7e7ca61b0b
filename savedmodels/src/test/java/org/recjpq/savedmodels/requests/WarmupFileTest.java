package org.recjpq.savedmodels.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.records.TfRecordWriter;

class WarmupFileTest {
  private static final List<List<String>> HISTORIES =
      List.of(List.of("a", "b"), List.of("c"), List.of("d", "e", "f"));

  @TempDir Path export;

  @Test
  void requestsAreReadAsTheyWereWritten() throws IOException {
    List<PredictRequest> requests =
        new WarmupRequests("sasrec", 10, HISTORIES, ItemIds.STRINGS).all();
    WarmupFile.write(export, requests);
    assertEquals(requests, WarmupFile.read(export));
  }

  @Test
  void everySignatureIsAskedInEveryBatchSize() {
    List<PredictRequest> requests =
        new WarmupRequests("sasrec", 10, HISTORIES, ItemIds.STRINGS).all();
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
    PredictRequest eight =
        new WarmupRequests("sasrec", 10, HISTORIES, ItemIds.STRINGS).all().get(7);
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
              () -> new WarmupRequests("sasrec", 10, none, ItemIds.STRINGS));
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
      writer.write(
          new WarmupRequests("sasrec", 10, HISTORIES, ItemIds.STRINGS)
              .all()
              .get(0)
              .toPredictionLog());
      writer.write(new byte[] {0x32, 9, 1});
    }
    assertRefused(
        ", record 2: expected a PredictionLog, found other bytes; export the model again");
  }

  private void assertRefused(String what) {
    var failure = assertThrows(DataException.class, () -> WarmupFile.read(export));
    assertEquals(export.resolve(WarmupFile.PATH) + what, failure.getMessage());
  }
}
