package org.recjpq.savedmodels.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from, as far as its export shall tell; nothing of it changes what the export
 * answers.
 *
 * @param data a hash of the training data, or null if unknown
 * @param settings what the training was configured with, by name, in the order to show them
 * @param histories external ids of some users' items, oldest first, with which the model is warmed
 *     up; those without any id are skipped
 * @param sections what the model card says of data, protocol, results and limits
 */
public record Provenance(
    @Nullable String data,
    Map<String, String> settings,
    List<List<String>> histories,
    List<Section> sections) {
  /** Nothing is known. */
  public static final Provenance UNKNOWN = new Provenance(null, Map.of(), List.of(), List.of());

  /**
   * A section of the model card.
   *
   * @param title in one line
   * @param markdown its text
   */
  public record Section(String title, String markdown) {}

  /** Copies what it is given. */
  public Provenance {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    histories = histories.stream().filter(ids -> !ids.isEmpty()).map(List::copyOf).toList();
    sections = List.copyOf(sections);
  }
}
