package org.recjpq.savedmodels.requests;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.records.TfRecordReader;
import org.recjpq.savedmodels.records.TfRecordWriter;

/**
 * The requests that TF Serving sends to a version before any client, so that clients need not wait
 * for the slow first calls: TFRecords of {@code PredictionLog}.
 *
 * <p>Source: TensorFlow Serving, {@code g3doc/saved_model_warmup.md}; it accepts at most 1000.
 */
public final class WarmupFile {
  /** Its path within an export. */
  public static final Path PATH = Path.of("assets.extra", "tf_serving_warmup_requests");

  private WarmupFile() {}

  /** Writes the file of an export that has none. */
  public static void write(Path export, List<PredictRequest> requests) throws IOException {
    Path file = export.resolve(PATH);
    Files.createDirectories(file.resolveSibling(""));
    try (TfRecordWriter writer = new TfRecordWriter(file)) {
      for (PredictRequest request : requests) {
        writer.write(request.toPredictionLog());
      }
    }
  }

  /**
   * Reads the file of an export.
   *
   * @throws DataException if there is none, or it is damaged
   */
  public static List<PredictRequest> read(Path export) {
    Path file = export.resolve(PATH);
    List<PredictRequest> requests = new ArrayList<>();
    try {
      for (byte[] record : TfRecordReader.read(file)) {
        requests.add(PredictRequest.ofPredictionLog(record));
      }
      return requests;
    } catch (NoSuchFileException missing) {
      throw new DataException(
          file + ": expected warm-up requests, found no file; export the model again", missing);
    } catch (InvalidProtocolBufferException broken) {
      throw new DataException(
          "%s, record %d: expected a PredictionLog, found other bytes; export the model again"
              .formatted(file, requests.size() + 1),
          broken);
    } catch (IOException failure) {
      throw new DataException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }
}
