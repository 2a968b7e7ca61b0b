package org.recjpq.savedmodels.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

/** JSON files whose field {@code format} determines how to read the others. */
final class VersionedJson {
  private static final String REMEDY = "export the model again";

  private VersionedJson() {}

  /**
   * Reads a file.
   *
   * @param format the only supported format
   * @param what the file contains, for messages
   * @param complete adds to the tree what earlier versions did not write
   * @throws DataException if there is no such file, or it has another format
   */
  static <T> T read(
      Path file, Class<T> type, int format, String what, Consumer<JsonNode> complete) {
    try {
      JsonNode tree = Json.read(file, JsonNode.class, what, REMEDY);
      JsonNode found = tree.path("format");
      if (found.asInt() != format) {
        throw new DataException(
            "%s: expected format %d, found %s; export the model again with this version of recjpq"
                .formatted(file, format, found.asText("none")));
      }
      complete.accept(tree);
      return of(tree, type, "%s: expected %s".formatted(file, what));
    } catch (NoSuchFileException missing) {
      throw new DataException(
          "%s: expected %s, found no file; %s".formatted(file, what, REMEDY), missing);
    } catch (IOException failure) {
      throw new DataException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static <T> T of(JsonNode tree, Class<T> type, String expectation) {
    try {
      return Json.of(tree, type);
    } catch (DataException broken) {
      throw new DataException(
          "%s, found: %s; %s".formatted(expectation, broken.getMessage(), REMEDY), broken);
    }
  }
}
