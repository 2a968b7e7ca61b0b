package org.recjpq.assignment.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Overrides settings by others.
 *
 * <p>Objects are merged field by field. A part of another type replaces the present one with all
 * its settings; the name of the same type leaves the present settings unchanged.
 */
public final class Overlay {
  private Overlay() {}

  /**
   * Overrides the fields of {@code base} by those of {@code over}.
   *
   * @param over fields that {@code base} does not have are added; unknown ones are rejected when
   *     the result is read
   */
  public static void put(ObjectNode base, ObjectNode over) {
    for (Map.Entry<String, JsonNode> field : over.properties()) {
      JsonNode below = base.get(field.getKey());
      JsonNode above = field.getValue();
      if (below instanceof ObjectNode settings && isSameType(settings, above)) {
        if (above instanceof ObjectNode some) {
          put(settings, some);
        }
      } else if (below != null
          && below.isTextual()
          && above instanceof ObjectNode some
          && !some.has(PartsModule.TYPE)) {
        ObjectNode named = some.objectNode().put(PartsModule.TYPE, below.asText());
        base.set(field.getKey(), named.setAll(some));
      } else {
        base.set(field.getKey(), above);
      }
    }
  }

  /**
   * A tree of one setting.
   *
   * @param path the names of the fields leading to it, joined by dots
   */
  public static ObjectNode single(String path, JsonNode value) {
    ObjectNode tree = Json.mapper().createObjectNode();
    int dot = path.indexOf('.');
    tree.set(
        dot < 0 ? path : path.substring(0, dot),
        dot < 0 ? value : single(path.substring(dot + 1), value));
    return tree;
  }

  /** Every single value of a tree by its path; null is left out, lists are joined by commas. */
  public static Map<String, String> leaves(JsonNode tree) {
    Map<String, String> leaves = new LinkedHashMap<>();
    addLeaves("", tree, leaves);
    return leaves;
  }

  private static void addLeaves(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isArray()) {
      List<String> values = new ArrayList<>();
      node.forEach(value -> values.add(value.isValueNode() ? value.asText() : value.toString()));
      leaves.put(path, String.join(", ", values));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        addLeaves(name, field.getValue(), leaves);
      }
    } else if (!node.isNull()) {
      leaves.put(path, node.asText());
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
