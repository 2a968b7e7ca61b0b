package org.recjpq.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.recjpq.assignment.files.DataException;

/**
 * A model by the name it has in the literature: an encoder with its task and its loss.
 *
 * @param name in lower case
 * @param settings its encoder, task and loss, from a resource of that name
 */
public record NamedModel(String name, ObjectNode settings) {
  private static final List<NamedModel> ALL =
      List.of("sasrec", "gsasrec", "esasrec", "bert4rec", "gbert4rec", "gru4rec").stream()
          .map(name -> new NamedModel(name, ConfigFile.resource("models/" + name).settings()))
          .toList();

  /** All of them. */
  public static List<NamedModel> all() {
    return ALL;
  }

  /**
   * The model of a name.
   *
   * @throws DataException if there is none
   */
  public static NamedModel of(String name) {
    return ALL.stream()
        .filter(model -> model.name.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "no model is called %2$s; expected one of %1$s"
                        .formatted(
                            ALL.stream().map(NamedModel::name).collect(Collectors.joining(", ")),
                            name)));
  }

  /**
   * The model that shares most of a configuration's encoder, loss and task, weighted in this order.
   */
  static NamedModel nearest(TrainingConfig config) {
    String encoder = config.model().encoder().name();
    return ALL.stream()
        .filter(model -> model.encoder().equals(encoder))
        .max(Comparator.comparing(model -> likeness(model, config)))
        .orElseGet(() -> new NamedModel(encoder, ConfigFile.EMPTY.settings()));
  }

  private static int likeness(NamedModel model, TrainingConfig config) {
    return (model.loss().equals(config.loss().name()) ? 2 : 0)
        + (model.task().equals(config.task().name()) ? 1 : 0);
  }

  private String encoder() {
    return settings.at("/model/encoder").asText();
  }

  String loss() {
    JsonNode loss = settings.path("loss"); // its name, or its settings
    return (loss.isObject() ? loss.path("type") : loss).asText();
  }

  String task() {
    return settings.path("task").asText();
  }
}
