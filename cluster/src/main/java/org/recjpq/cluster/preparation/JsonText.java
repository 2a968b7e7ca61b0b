package org.recjpq.cluster.preparation;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.recjpq.assignment.json.Json;

/** Settings on their way to executors, as text. */
final class JsonText {
  private JsonText() {}

  static String of(Object settings) {
    return Json.tree(settings).toString();
  }

  static <T> T parse(String text, Class<T> type) {
    try {
      return Json.of(Json.mapper().readTree(text), type);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
