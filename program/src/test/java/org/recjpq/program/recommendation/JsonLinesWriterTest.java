package org.recjpq.program.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesWriterTest extends ListWriterContract {
  @Override
  OutputFormat format() {
    return OutputFormat.JSONL;
  }

  @Override
  List<Line> read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String text : Files.readAllLines(file)) {
      JsonNode object = new JsonMapper().readTree(text);
      int rank = 1;
      for (JsonNode item : object.get("items")) {
        JsonNode title = item.get("title");
        lines.add(
            new Line(
                object.get("name").textValue(),
                rank++,
                item.get("item").textValue(),
                (float) item.get("score").doubleValue(),
                title == null ? null : title.textValue()));
      }
    }
    return lines;
  }

  @Test
  void aHistoryWithoutItemsHasALineToo() throws IOException {
    assertEquals(
        "{\"name\":\"u\",\"items\":[]}\n",
        Files.readString(write(List.of(new Named("u", List.of())))));
  }
}
