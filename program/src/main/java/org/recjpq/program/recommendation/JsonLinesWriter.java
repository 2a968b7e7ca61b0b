package org.recjpq.program.recommendation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Writes {@link OutputFormat#JSONL}. */
final class JsonLinesWriter implements ListWriter {
  private static final JsonMapper JSON = new JsonMapper();

  private final Writer out;
  private final @Nullable ItemTitles titles;

  JsonLinesWriter(Writer out, @Nullable ItemTitles titles) {
    this.out = out;
    this.titles = titles;
  }

  @Override
  public void write(String name, List<Recommendation> list) throws IOException {
    ObjectNode line = JSON.createObjectNode().put("name", name);
    ArrayNode items = line.putArray("items");
    for (Recommendation found : list) {
      ObjectNode item = items.addObject().put("item", found.item()).put("score", found.score());
      if (titles != null) {
        item.put("title", titles.title(found.item()));
      }
    }
    out.append(JSON.writeValueAsString(line)).append('\n');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
