package org.recjpq.program.recommendation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.CsvReader;

/** An object of JSON in each line, of which one field is a list of item ids. */
final class JsonHistories implements HistorySource {
  private final CsvReader text;
  private long position;

  /** Reads an open text to its end, and closes it. */
  JsonHistories(CsvReader text) {
    this.text = text;
  }

  @Override
  public @Nullable NamedHistory next() throws IOException {
    String line = text.nextLine();
    if (line == null) {
      return null;
    }
    position += line.length() + 1;
    JsonNode object;
    try {
      object = Json.mapper().readTree(line);
    } catch (JsonProcessingException broken) {
      throw wrong(
          broken.getOriginalMessage().replaceFirst("(?s) \\(start marker.*|\n.*", ""), broken);
    }
    if (!object.isObject()) {
      throw wrong("other JSON", null);
    }
    List<String> lists = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isArray()) {
        lists.add(field.getKey());
      } else if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        names.add(field.getKey());
      }
    }
    String list = HistoryFields.list(lists, text.where());
    return new NamedHistory(
        HistoryFields.name(names)
            .map(name -> object.path(name).asText().strip())
            .orElseGet(() -> String.valueOf(text.line())),
        ids(object.path(list)));
  }

  private List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>(list.size());
    for (JsonNode id : list) {
      if (!id.isValueNode() || id.isNull()) {
        throw wrong("%s as number %d of the list".formatted(kind(id), ids.size() + 1), null);
      }
      ids.add(id.asText().strip());
    }
    return ids;
  }

  private static String kind(JsonNode node) {
    return node.isNull() ? "null" : node.isArray() ? "a list" : "an object";
  }

  private DataException wrong(String found, @Nullable Exception cause) {
    String message =
        "%s: expected an object of JSON such as {\"name\": \"u\", \"items\": [\"a\", \"b\"]}, found:"
                .formatted(text.where())
            + " %s; fix the line".formatted(found);
    return cause == null ? new DataException(message) : new DataException(message, cause);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
