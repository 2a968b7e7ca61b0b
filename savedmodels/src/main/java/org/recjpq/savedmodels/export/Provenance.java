package org.recjpq.savedmodels.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a model, as recorded in its export; it does not affect the export's answers.
 *
 * @param model name of the model as its makers call it, or null for that of its encoder
 * @param data a hash of the training data, or null if unknown
 * @param settings settings of the training by name, in display order
 * @param histories external ids of some users' items, oldest first, for warming up the model; empty
 *     histories are skipped
 * @param sections sections of the model card on data, protocol, results and limits
 */
public record Provenance(
    @Nullable String model,
    @Nullable String data,
    Map<String, String> settings,
    List<List<String>> histories,
    List<Section> sections) {
  /** No information. */
  public static final Provenance UNKNOWN =
      new Provenance(null, null, Map.of(), List.of(), List.of());

  /**
   * A section of the model card.
   *
   * @param title in one line
   * @param markdown its text
   */
  public record Section(String title, String markdown) {}

  /** Copies the collections. */
  public Provenance {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    histories = histories.stream().filter(ids -> !ids.isEmpty()).map(List::copyOf).toList();
    sections = List.copyOf(sections);
  }
}
