package org.recjpq.assignment.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NoDirectory;

/**
 * Reads and writes JSON under one policy: every field must be present and known, a missing number
 * is an error, and names of fields are those of the record's components.
 */
public final class Json {
  /** Maximum share of differing letters for a name to be suggested. */
  private static final double MOST_TYPING_ERRORS = 0.5;

  private static final ObjectMapper MAPPER = strict(JsonMapper.builder());
  private static final ObjectReader WHOLE =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /**
   * A mapper with this policy, for another format of the same data, such as YAML.
   *
   * @param builder builder of the mapper
   */
  public static <M extends ObjectMapper, B extends MapperBuilder<M, B>> M strict(B builder) {
    return builder
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .addModule(new PartsModule())
        .build();
  }

  /** The mapper itself, for trees and for single lines. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A value as indented text. */
  public static String indented(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(
          "expected a value that can be written as JSON", impossible);
    }
  }

  /** Writes a value as indented text; the file is replaced atomically. */
  public static void write(Path file, Object value) throws IOException {
    AtomicFiles.write(
        file, out -> out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value)));
  }

  /** A value as the tree that its JSON would have. */
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param what the file contains, for the message, such as "a result of this version"
   * @param remedy what to do if it does not, for the message
   * @throws DataException if the file is not JSON, or not of the type
   */
  public static <T> T read(Path file, Class<T> type, String what, String remedy)
      throws IOException {
    try {
      return of(MAPPER, WHOLE.readTree(Files.readString(NoDirectory.at(file))), type);
    } catch (CharacterCodingException notText) {
      throw new DataException(
          "%s: expected %s, found bytes that are not UTF-8; %s".formatted(file, what, remedy),
          notText);
    } catch (JsonProcessingException | DataException broken) {
      throw new DataException(
          "%s: expected %s, found: %s; %s".formatted(file, what, problem(broken), remedy), broken);
    }
  }

  /**
   * Converts a tree to a value.
   *
   * @throws DataException if a field is missing, unknown or out of range; the message names it and
   *     what was expected
   */
  public static <T> T of(JsonNode tree, Class<T> type) {
    return of(MAPPER, tree, type);
  }

  private static <T> T of(ObjectMapper mapper, JsonNode tree, Class<T> type) {
    try {
      T value = mapper.treeToValue(tree, type);
      if (value == null) { // for an empty text, or null
        throw new DataException("expected a value, found none");
      }
      return value;
    } catch (JsonProcessingException | IllegalArgumentException broken) {
      throw new DataException(problem(broken), broken);
    }
  }

  /** One line on what is wrong with some JSON, and where. */
  public static String problem(Exception broken) {
    if (broken instanceof UnrecognizedPropertyException unknown) {
      return unknown(unknown);
    }
    if (broken instanceof InvalidFormatException wrong) {
      return "%s: expected %s, found %s"
          .formatted(path(wrong), kind(wrong.getTargetType()), wrong.getValue());
    }
    if (broken instanceof JsonMappingException mapping) {
      String message =
          mapping.getCause() instanceof RuntimeException ofOurs
              ? String.valueOf(ofOurs.getMessage())
              : firstLine(mapping);
      String path = path(mapping);
      return path.isEmpty() || message.startsWith(path) || isPath(message)
          ? message
          : path + ": " + message;
    }
    return broken instanceof JsonProcessingException text
        ? firstLine(text)
        : String.valueOf(broken.getMessage());
  }

  /** A short description of the expected type of a value. */
  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    return type == boolean.class
        ? "true or false"
        : type == double.class || type == Double.class ? "a number" : "a " + type.getSimpleName();
  }

  /** Whether a message already names a setting by its path. */
  private static boolean isPath(String message) {
    return message.matches("(?s)\\w+(\\.\\w+)+: .*");
  }

  private static String firstLine(JsonProcessingException broken) {
    String line = broken.getOriginalMessage().lines().findFirst().orElse("");
    if (line.startsWith("Missing creator property")) {
      return "expected a value, found none";
    }
    String text =
        line.replaceFirst(" \\(start marker at .*", "")
            .replaceFirst(" \\(for .*|\\(through .*|\\(use .*", "")
            .strip();
    return broken.getLocation() == null || broken instanceof JsonMappingException
        ? text
        : "%s in line %d".formatted(text, broken.getLocation().getLineNr());
  }

  private static String unknown(UnrecognizedPropertyException unknown) {
    Collection<Object> ids = unknown.getKnownPropertyIds();
    Collection<String> known = ids.stream().map(String::valueOf).sorted().toList();
    String name = unknown.getPropertyName();
    String nearest = nearest(name, known).map(key -> "; did you mean " + key + "?").orElse("");
    return "%s: no such setting%s There are: %s"
        .formatted(
            path(unknown),
            nearest.isEmpty() ? ";" : nearest,
            known.stream().collect(Collectors.joining(", ")));
  }

  /**
   * The known name closest to {@code name}, if it is close enough.
   *
   * @param known the known names
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparing((String key) -> distance.apply(name, key)))
        .filter(
            key ->
                distance.apply(name, key)
                    <= MOST_TYPING_ERRORS * Math.max(key.length(), name.length()));
  }

  private static String path(JsonMappingException broken) {
    return broken.getPath().stream()
        .map(Json::name)
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String name(Reference reference) {
    return reference.getFieldName() == null
        ? "[" + reference.getIndex() + "]"
        : reference.getFieldName();
  }
}
