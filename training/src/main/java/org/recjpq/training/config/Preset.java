package org.recjpq.training.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.recjpq.assignment.files.DataException;

/**
 * A named set of settings, from a resource in the format that {@link TrainingConfig#read} reads.
 *
 * @param name in lower case
 * @param description what it is
 * @param reference where the values come from
 * @param settings the values
 */
public record Preset(String name, String description, String reference, ObjectNode settings) {
  private static final List<String> NAMES =
      List.of(
          "recommended",
          "sasrec-recjpq",
          "bert4rec-recjpq",
          "gru4rec-recjpq",
          "gsasrec",
          "esasrec",
          "sasrec-recjpq-small",
          "bert4rec-recjpq-small",
          "gru4rec-recjpq-small",
          "gsasrec-small",
          "quickstart");

  private static Preset read(String name) {
    ConfigFile file = ConfigFile.resource("presets/" + name);
    return new Preset(name, file.description(), file.reference(), file.settings());
  }

  /** The names of all presets, in the order in which they are listed. */
  public static List<String> names() {
    return NAMES;
  }

  /** All presets, in the order in which they are listed. */
  public static List<Preset> all() {
    return NAMES.stream().map(Preset::read).toList();
  }

  /**
   * The preset of a name.
   *
   * @throws DataException if there is none
   */
  public static Preset of(String name) {
    return NAMES.stream()
        .filter(known -> known.equalsIgnoreCase(name))
        .findFirst()
        .map(Preset::read)
        .orElseThrow(
            () ->
                new DataException(
                    "no preset is called %2$s; expected one of %1$s"
                        .formatted(String.join(", ", NAMES), name)));
  }
}
