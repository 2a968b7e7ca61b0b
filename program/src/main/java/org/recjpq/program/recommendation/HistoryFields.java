package org.recjpq.program.recommendation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.recjpq.assignment.files.DataException;

/** Which of several named fields are the name of a history and its items. */
final class HistoryFields {
  private static final List<String> NAMES =
      List.of("name", "user", "userid", "uid", "visitorid", "session", "sessionid", "id");
  private static final List<String> LISTS =
      List.of("items", "history", "sequence", "itemids", "ids", "itemsequence");

  private HistoryFields() {}

  /** The field with the name: one with a usual name, else the first, if there is any. */
  static Optional<String> name(List<String> fields) {
    return usual(fields, NAMES).or(() -> fields.stream().findFirst());
  }

  /**
   * The field with the items: the only list, or that with a usual name.
   *
   * @param lists names of the fields that are lists
   * @param where file and line, for errors
   * @throws DataException if it is not clear which one, or there is none
   */
  static String list(List<String> lists, String where) {
    if (lists.size() == 1) {
      return lists.get(0);
    }
    return usual(lists, LISTS)
        .orElseThrow(
            () ->
                new DataException(
                    "%s: expected one list of item ids, found %s; call it items"
                        .formatted(where, lists.isEmpty() ? "none" : String.join(", ", lists))));
  }

  private static Optional<String> usual(List<String> fields, List<String> names) {
    return names.stream()
        .flatMap(name -> fields.stream().filter(field -> bare(field).equals(name)))
        .findFirst();
  }

  private static String bare(String field) {
    return field.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }
}
