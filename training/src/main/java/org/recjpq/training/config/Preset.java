package org.recjpq.training.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final List<Preset> ALL =
      Stream.of(
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
              "quickstart")
          .map(Preset::read)
          .toList();

  private static Preset read(String name) {
    ConfigFile file = ConfigFile.resource("presets/" + name);
    return new Preset(name, file.description(), file.reference(), file.settings());
  }

  /** All presets, in the order in which they are listed. */
  public static List<Preset> all() {
    return ALL;
  }

  /**
   * The preset of a name.
   *
   * @throws DataException if there is none
   */
  public static Preset of(String name) {
    return ALL.stream()
        .filter(preset -> preset.name.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "no preset is called %2$s; expected one of %1$s"
                        .formatted(
                            ALL.stream().map(Preset::name).collect(Collectors.joining(", ")),
                            name)));
  }
}
