package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.recjpq.assignment.files.DataException;
import org.recjpq.program.studies.StudyResults.Row;

/** Which setting of a dataset the others are tested against. */
interface Reference {
  /**
   * What each row is tested against.
   *
   * @param rows of one dataset, at least one
   * @param metric by which they are compared
   * @return in the order of the rows; those that are not tested, references among them, are left
   *     out
   */
  Map<Row, Row> of(List<Row> rows, String metric);

  /**
   * Reads {@code first}, {@code best}, or the value of an axis, such as {@code {table: full}}.
   *
   * @param tuned indices of the axes over which settings are tuned
   * @throws DataException if it is none of them
   */
  static Reference read(JsonNode given, List<StudyAxis> axes, Set<Integer> tuned) {
    if (given instanceof ObjectNode fields && fields.size() == 1) {
      Map.Entry<String, JsonNode> field = fields.properties().iterator().next();
      String label = field.getValue().asText();
      for (int axis = 0; axis < axes.size(); axis++) {
        if (axes.get(axis).name().equals(field.getKey())) {
          requireChoice(axes.get(axis), label);
          Set<Integer> ignored = new HashSet<>(tuned);
          ignored.add(axis);
          return new OfAxis(axis, label, ignored);
        }
      }
    }
    return switch (given.asText(given.isMissingNode() ? "first" : "")) {
      case "first" -> (rows, metric) -> others(rows, rows.get(0));
      case "best" -> (rows, metric) -> others(rows, best(rows, metric));
      default ->
          throw new DataException(
              "against: expected first, best, or the value of an axis such as {table: full}, found "
                  + given);
    };
  }

  private static void requireChoice(StudyAxis axis, String label) {
    List<String> labels = axis.choices().stream().map(Choice::label).toList();
    if (!labels.contains(label)) {
      throw new DataException(
          "against.%s: expected one of %s, found %s"
              .formatted(axis.name(), String.join(", ", labels), label));
    }
  }

  private static Row best(List<Row> rows, String metric) {
    return rows.stream().max(Comparator.comparingDouble(row -> row.mean(metric))).orElseThrow();
  }

  private static Map<Row, Row> others(List<Row> rows, Row reference) {
    Map<Row, Row> against = new LinkedHashMap<>();
    rows.stream().filter(row -> row != reference).forEach(row -> against.put(row, reference));
    return against;
  }

  /**
   * Each row is tested against the one that differs from it in an axis alone.
   *
   * @param axis its index
   * @param label the value that the others are tested against
   * @param ignored indices of this axis and of those over which settings are tuned
   */
  record OfAxis(int axis, String label, Set<Integer> ignored) implements Reference {
    @Override
    public Map<Row, Row> of(List<Row> rows, String metric) {
      Map<List<Choice>, Row> references = new LinkedHashMap<>();
      rows.stream()
          .filter(this::isReference)
          .forEach(row -> references.put(row.choicesWithout(ignored), row));
      Map<Row, Row> against = new LinkedHashMap<>();
      for (Row row : rows) {
        Row reference = references.get(row.choicesWithout(ignored));
        if (reference != null && !isReference(row)) {
          against.put(row, reference);
        }
      }
      return against;
    }

    private boolean isReference(Row row) {
      return row.choices().get(axis).label().equals(label);
    }
  }
}
