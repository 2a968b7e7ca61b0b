package org.recjpq.savedmodels.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.savedmodels.protocol.IdForm;

/**
 * The description of an export in addition to the SavedModel, in {@code assets.extra/recjpq.json}.
 * TF Serving ignores it.
 *
 * @param format of this file, {@link #FORMAT}
 * @param model its name as its makers call it, such as {@code gsasrec jpq-svd}, or that of its
 *     encoder
 * @param version the version number of the export
 * @param items N, the size of the catalogue
 * @param dimension d, the length of an item vector
 * @param splits m, or null if every item has a vector of its own
 * @param subIds b, or null if every item has a vector of its own
 * @param longestHistory L, the number of newest known items of a history that the model uses
 * @param listLength k, the number of items per list
 * @param tensorflow version of TensorFlow that wrote the export
 * @param configuration hash of the configuration that the model was trained with
 * @param ids what the signatures call items; strings in exports of versions that do not say it
 */
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
    String configuration,
    IdForm ids) {
  /** The format that this version writes and reads. Format 2 left out null values. */
  public static final int FORMAT = 3;

  private static final Path FILE = Path.of("assets.extra", "recjpq.json");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ExportDescription {
    requirePositive("items", items);
    requirePositive("dimension", dimension);
    requirePositive("longestHistory", longestHistory);
    requirePositive("listLength", listLength);
    if ((splits == null) != (subIds == null)) {
      throw new IllegalArgumentException("expected both splits and subIds, or neither");
    }
    if (splits != null && subIds != null) {
      requirePositive("splits", splits);
      requirePositive("subIds", subIds);
    }
    if (listLength > items) {
      throw new IllegalArgumentException(
          "listLength: expected at most the %d items, found %d".formatted(items, listLength));
    }
  }

  /** Adds what earlier versions did not write. */
  static void complete(JsonNode description) {
    if (description instanceof ObjectNode object && !object.has("ids")) {
      object.put("ids", IdForm.STRINGS.name().toLowerCase(Locale.ROOT));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s: expected a positive number, found %d".formatted(name, value));
    }
  }

  /** Writes the description into a version directory that has none. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("assets.extra"));
    Json.write(directory.resolve(FILE), this);
  }

  /**
   * Reads the description in an export's version directory.
   *
   * @throws DataException if there is none, or it has another format
   */
  public static ExportDescription read(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          ("%s: expected an export of recjpq, found a SavedModel without %s; pass the directory"
                  + " that `recjpq export` wrote")
              .formatted(directory, FILE));
    }
    return VersionedJson.read(
        file,
        ExportDescription.class,
        FORMAT,
        "the description of an export",
        ExportDescription::complete);
  }
}
