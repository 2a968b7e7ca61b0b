package org.recjpq.assignment.holdout;

import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.parts.Part;

/**
 * Decides which interactions of a log are for training, validation and test.
 *
 * <p>A rule says what is held out to a {@link HoldoutBuilder}, which does the rest alike for all
 * rules: the catalogue, the histories, what is cold, and the counts. The package tells what becomes
 * of cold users and items.
 */
public interface HoldoutRule extends Part {
  /**
   * Divides a log.
   *
   * @param seed the only source of randomness: equal seeds give equal holdouts
   * @throws DataException if nothing of the log is left to train on or to test with; one line: what
   *     was expected and found, what to do
   */
  Holdout apply(Interactions log, long seed);

  /** What is held out, in one sentence for people. */
  default String description() {
    return "Held out by " + name() + ".";
  }
}
