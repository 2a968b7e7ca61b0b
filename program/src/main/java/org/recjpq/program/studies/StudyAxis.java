package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.training.config.NamedModel;
import org.recjpq.training.config.Preset;

/**
 * One of the things that differ between the points of a study: a setting by its path with a list or
 * a range of values; {@code model} or {@code preset} with names; or any name with named groups of
 * settings.
 *
 * @param name as in the file
 * @param choices the values, or none if it is a range that was given without steps
 * @param range the range, or null
 */
record StudyAxis(String name, List<Choice> choices, @Nullable Range range) {
  private static final String MODEL = "model";
  private static final String PRESET = "preset";
  private static final Set<String> OF_RANGE = Set.of("from", "to", "steps", "scale", "whole");

  /** Copies the list. */
  StudyAxis {
    choices = List.copyOf(choices);
  }

  /**
   * Reads an axis.
   *
   * @throws DataException if it has no values, or a range is wrong
   */
  static StudyAxis of(String name, JsonNode given) {
    try {
      if (given.isArray() && !given.isEmpty()) {
        List<Choice> choices = new ArrayList<>();
        given.forEach(value -> choices.add(choice(name, value)));
        return new StudyAxis(name, choices, null);
      }
      if (given instanceof ObjectNode fields && fields.has("from")) {
        Range range = range(fields);
        List<Choice> choices =
            range.steps() == 0
                ? List.of()
                : range.values().stream().map(value -> choice(name, number(value))).toList();
        return new StudyAxis(name, choices, range);
      }
      if (given instanceof ObjectNode groups && !groups.isEmpty()) {
        return new StudyAxis(name, groups(groups), null);
      }
    } catch (DataException wrong) {
      throw new DataException("axes.%s: %s".formatted(name, wrong.getMessage()), wrong);
    }
    throw new DataException(
        ("axes.%s: expected a list of values, a range such as {from: 1, to: 9, steps: 3}, or named"
                + " groups of settings, found %s")
            .formatted(name, given));
  }

  private static List<Choice> groups(ObjectNode groups) {
    List<Choice> choices = new ArrayList<>();
    for (Map.Entry<String, JsonNode> group : groups.properties()) {
      if (!(group.getValue() instanceof ObjectNode settings)) {
        throw new DataException(
            "%s: expected settings, found %s".formatted(group.getKey(), group.getValue()));
      }
      choices.add(new Choice(group.getKey(), group.getKey(), settings));
    }
    return choices;
  }

  private static Range range(ObjectNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!OF_RANGE.contains(field.getKey())) {
        throw new DataException(
            "expected from, to, steps, scale or whole, found " + field.getKey());
      }
    }
    String scale = fields.path("scale").asText("linear");
    if (!Set.of("linear", "log").contains(scale)) {
      throw new DataException("scale: expected linear or log, found " + scale);
    }
    JsonNode from = fields.path("from");
    JsonNode to = fields.path("to");
    if (!from.isNumber() || !to.isNumber()) {
      throw new DataException(
          "expected two numbers as from and to, found %s and %s".formatted(from, to));
    }
    return new Range(
        from.asDouble(),
        to.asDouble(),
        fields.path("steps").asInt(0),
        scale.equals("log"),
        fields.path("whole").asBoolean(from.isIntegralNumber() && to.isIntegralNumber()));
  }

  private static Choice choice(String axis, JsonNode value) {
    String label =
        value.isFloatingPointNumber()
            ? value.decimalValue().stripTrailingZeros().toPlainString()
            : value.isValueNode() ? value.asText() : value.toString();
    if (value.isTextual() && axis.equals(MODEL)) {
      return new Choice(label, label, NamedModel.of(label).settings());
    }
    if (value.isTextual() && axis.equals(PRESET)) {
      return new Choice(label, label, Preset.of(label).settings(), true);
    }
    if (value instanceof ObjectNode part && part.has("type")) {
      label = named(part);
    }
    String shown = axis.substring(axis.lastIndexOf('.') + 1) + " " + label;
    return new Choice(label, shown, Overlay.single(axis, value));
  }

  /** The type of a part, then its settings. */
  private static String named(ObjectNode part) {
    String settings = part.toString().replaceAll("\"type\":\"[^\"]*\",?", "");
    return (part.get("type").asText() + settings.replace("\"", "").replaceAll("[{},]", " "))
        .strip()
        .replaceAll(" +", " ");
  }

  /** A value of the axis for a random search. */
  Choice draw(SplittableRandom random) {
    if (range != null && choices.isEmpty()) {
      return choice(name, number(range.draw(random)));
    }
    return choices.get(random.nextInt(choices.size()));
  }

  private static JsonNode number(BigDecimal value) {
    return value.scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
        ? LongNode.valueOf(value.longValueExact())
        : DecimalNode.valueOf(value);
  }
}
