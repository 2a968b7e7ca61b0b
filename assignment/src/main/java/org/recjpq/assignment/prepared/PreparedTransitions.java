package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionCountsFile;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.assignment.transitions.TransitionsFile;

/**
 * The memory of transitions of a prepared folder: the files {@code transitions} and {@code
 * transition-counts}, and in {@code transitions.json} what was counted. Trainings that would count
 * by the same settings take it from there.
 *
 * @param memory the settings
 */
public record PreparedTransitions(TransitionSettings memory) {
  /**
   * Writes a memory with its counts into a folder whose manifest is not written yet.
   *
   * @param transitions of all training sequences of the folder, with counts
   * @return the files
   * @throws IllegalArgumentException if there are no counts
   */
  public static List<Path> write(PreparedFolder folder, Transitions transitions)
      throws IOException {
    TransitionCounts counts = transitions.counts();
    if (counts == null) {
      throw new IllegalArgumentException("expected transitions with counts, found none");
    }
    TransitionsFile.write(folder.transitions(), transitions);
    TransitionCountsFile.write(folder.transitionCounts(), counts);
    Json.write(
        folder.transitionsSettings(), new PreparedTransitions(comparable(transitions.settings())));
    return List.of(folder.transitions(), folder.transitionCounts(), folder.transitionsSettings());
  }

  /**
   * The memory of a folder, or null if it has none by these settings.
   *
   * @param asked settings of a training, resolved for the catalogue
   * @throws DataException if it is damaged
   */
  static @Nullable Transitions of(PreparedFolder folder, TransitionSettings asked)
      throws IOException {
    if (!Files.exists(folder.transitionsSettings())) {
      return null;
    }
    PreparedTransitions found =
        Json.read(
            folder.transitionsSettings(),
            PreparedTransitions.class,
            "what was counted as a transition",
            PreparedData.REMEDY);
    if (!found.memory.equals(comparable(asked))) {
      return null;
    }
    Transitions mapped = TransitionsFile.map(folder.transitions());
    return mapped.withCounts(TransitionCountsFile.map(folder.transitionCounts(), mapped));
  }

  /** The settings without whether a memory is insisted on, which changes nothing of one. */
  private static TransitionSettings comparable(TransitionSettings settings) {
    return new TransitionSettings(
        settings.successors(),
        settings.window(),
        settings.smoothing(),
        settings.longestGap(),
        settings.halfLife(),
        false);
  }
}
