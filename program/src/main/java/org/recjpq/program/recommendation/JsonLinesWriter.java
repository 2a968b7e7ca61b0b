package org.recjpq.program.recommendation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Writes {@link OutputFormat#JSONL}. */
final class JsonLinesWriter implements ListWriter {
  private final Writer out;
  private final @Nullable ItemTitles titles;

  JsonLinesWriter(Writer out, @Nullable ItemTitles titles) {
    this.out = out;
    this.titles = titles;
  }

  @Override
  public void write(String name, List<Recommendation> list) throws IOException {
    ObjectNode line = Json.mapper().createObjectNode().put("name", name);
    ArrayNode items = line.putArray("items");
    for (Recommendation found : list) {
      ObjectNode item = items.addObject().put("item", found.item()).put("score", found.score());
      if (titles != null) {
        item.put("title", titles.title(found.item()));
      }
    }
    out.append(line.toString()).append('\n');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
