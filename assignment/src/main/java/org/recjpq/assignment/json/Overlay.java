package org.recjpq.assignment.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/**
 * Puts some settings over a whole set of them.
 *
 * <p>Objects are joined field by field. A part of another type takes the place of the one below
 * with all its settings; the name of the same type leaves the settings below as they are.
 */
public final class Overlay {
  private Overlay() {}

  /**
   * Changes {@code base} to what it is with {@code over} put upon it.
   *
   * @param over fields that {@code base} does not have are added: whoever reads the result refuses
   *     the unknown ones
   */
  public static void put(ObjectNode base, ObjectNode over) {
    for (Map.Entry<String, JsonNode> field : over.properties()) {
      JsonNode below = base.get(field.getKey());
      JsonNode above = field.getValue();
      if (below instanceof ObjectNode settings && isSameType(settings, above)) {
        if (above instanceof ObjectNode some) {
          put(settings, some);
        }
      } else {
        base.set(field.getKey(), above);
      }
    }
  }

  private static boolean isSameType(ObjectNode below, JsonNode above) {
    JsonNode type = below.get(PartsModule.TYPE);
    JsonNode other = above.isTextual() ? above : above.get(PartsModule.TYPE);
    if (above instanceof ObjectNode && other == null) {
      return true;
    }
    return type != null && other != null && normal(type).equals(normal(other));
  }

  private static String normal(JsonNode type) {
    return type.asText().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
