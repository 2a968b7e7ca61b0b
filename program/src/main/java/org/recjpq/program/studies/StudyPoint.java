package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.recjpq.training.config.TrainingConfig;

/**
 * One training of a study.
 *
 * @param name of its folder
 * @param dataset what it is trained on
 * @param choices a value per axis
 * @param config its settings
 * @param source the {@code source} of its interactions, as in a file of settings
 */
public record StudyPoint(
    String name, String dataset, List<Choice> choices, TrainingConfig config, ObjectNode source) {
  /** Copies the list. */
  public StudyPoint {
    choices = List.copyOf(choices);
  }

  /** The values of all axes, as a row of a table needs them. */
  public String setting() {
    return setting(choices);
  }

  /** The values of some axes; the name of the model if there are none. */
  String setting(List<Choice> some) {
    return some.isEmpty()
        ? config.modelName()
        : String.join(", ", some.stream().map(Choice::shown).toList());
  }
}
