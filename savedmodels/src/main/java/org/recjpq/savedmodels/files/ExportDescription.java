package org.recjpq.savedmodels.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * What an export says about itself beside the SavedModel, in {@code assets.extra/recjpq.json}. TF
 * Serving does not read it.
 *
 * @param format of this file, {@link #FORMAT}
 * @param model a name for the reader, such as {@code sasrec}
 * @param version the number it was exported under
 * @param items N, the size of the catalogue
 * @param dimension d, the length of an item vector
 * @param splits m, or null if every item has a vector of its own
 * @param subIds b, or null if every item has a vector of its own
 * @param longestHistory L, how many of the newest known items of a history the model looks at
 * @param listLength k, how many items a list has
 * @param tensorflow version of TensorFlow that wrote the export
 * @param configuration hash of the configuration that the model was trained with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportDescription(
    int format,
    String model,
    long version,
    int items,
    int dimension,
    @Nullable Integer splits,
    @Nullable Integer subIds,
    int longestHistory,
    int listLength,
    String tensorflow,
    String configuration) {
  /** What this version writes and reads. Format 1 had one signature and no configuration hash. */
  public static final int FORMAT = 2;

  private static final Path FILE = Path.of("assets.extra", "recjpq.json");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of later versions
          .build();

  /** Writes the description into a version directory that has none. */
  public void write(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    Files.createDirectories(directory.resolve("assets.extra"));
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  /**
   * Reads the description in an export's version directory.
   *
   * @throws DataException if there is none, or none of this format
   */
  public static ExportDescription read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      if (json.path("format").asInt() != FORMAT) {
        throw new DataException(
            "%s: expected format %d, found %s; export the model again with this version of recjpq"
                .formatted(file, FORMAT, json.path("format").asText("none")));
      }
      return JSON.treeToValue(json, ExportDescription.class);
    } catch (NoSuchFileException missing) {
      throw new DataException(
          "%s: expected an export of recjpq, found a SavedModel without %s; pass the directory that `recjpq export` wrote"
              .formatted(directory, FILE),
          missing);
    } catch (JacksonException broken) {
      throw new DataException(
          "%s: expected the description of an export, found broken JSON (%s); export the model again"
              .formatted(file, broken.getOriginalMessage()),
          broken);
    } catch (IOException failure) {
      throw new DataException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }
}
