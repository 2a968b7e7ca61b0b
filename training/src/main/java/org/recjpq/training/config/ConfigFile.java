package org.recjpq.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NoDirectory;
import org.recjpq.assignment.json.Json;

/**
 * A file with any of the settings of a {@link TrainingConfig}, in YAML or JSON.
 *
 * @param description what it is, or an empty string
 * @param reference where its values come from, or an empty string
 * @param source the {@code source} of interactions, or an empty object
 * @param settings the settings of the training
 */
public record ConfigFile(
    String description, String reference, ObjectNode source, ObjectNode settings) {
  /** A file that sets nothing. */
  public static final ConfigFile EMPTY = of(Json.mapper().createObjectNode());

  private static final YAMLMapper YAML = Json.strict(YAMLMapper.builder());

  /**
   * Reads a file; of a run's {@code config.json} only the settings are read, not the data about the
   * run.
   *
   * @throws DataException if it is not such a file
   */
  public static ConfigFile read(Path file) throws IOException {
    return of(tree(file));
  }

  /**
   * The content of a file in YAML or JSON.
   *
   * @throws DataException if it is not an object of one of the two
   */
  public static ObjectNode tree(Path file) throws IOException {
    try {
      return object(Files.readString(NoDirectory.at(file)), file.toString());
    } catch (CharacterCodingException notText) {
      throw new DataException(
          file + ": expected settings in YAML or JSON, found bytes that are not UTF-8", notText);
    }
  }

  /**
   * Writes the file in YAML, so that {@link #read} finds the same; an older one is replaced
   * atomically.
   */
  public void write(Path file) throws IOException {
    ObjectNode tree = Json.mapper().createObjectNode();
    if (!description.isEmpty()) {
      tree.put("description", description);
    }
    if (!reference.isEmpty()) {
      tree.put("reference", reference);
    }
    if (!source.isEmpty()) {
      tree.set("source", source);
    }
    tree.setAll(settings);
    byte[] text = YAML.writeValueAsBytes(tree);
    AtomicFiles.write(file, out -> out.write(text));
  }

  /** A resource of this package. */
  static ConfigFile resource(String name) {
    String path = name + ".yaml";
    try (InputStream in = ConfigFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("expected a resource " + path);
      }
      return of(
          object(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), path));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ObjectNode object(String text, String where) {
    try {
      JsonNode tree = YAML.readTree(text);
      if (tree.isMissingNode() || tree.isNull()) {
        return Json.mapper().createObjectNode();
      }
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new DataException(
          where + ": expected settings such as 'seed: 1' in YAML or JSON, found " + tree);
    } catch (JsonProcessingException broken) {
      throw new DataException(
          "%s: expected settings in YAML or JSON, found: %s; correct it"
              .formatted(where, Json.problem(broken)),
          broken);
    }
  }

  private static ConfigFile of(ObjectNode tree) {
    ObjectNode settings = tree.deepCopy();
    settings.remove("run");
    JsonNode description = settings.remove("description");
    JsonNode reference = settings.remove("reference");
    return new ConfigFile(
        description == null ? "" : description.asText(),
        reference == null ? "" : reference.asText(),
        settings.remove("source") instanceof ObjectNode source
            ? source
            : Json.mapper().createObjectNode(),
        settings);
  }
}
