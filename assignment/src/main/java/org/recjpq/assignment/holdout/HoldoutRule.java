package org.recjpq.assignment.holdout;

import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.parts.Part;

/**
 * Decides which interactions of a log are for training, validation and test.
 *
 * <p>A rule tells a {@link HoldoutBuilder} what to hold out; the builder then treats all rules
 * alike: the catalogue, the histories, cold items and users, and the counts. The package
 * documentation describes what happens to cold users and items.
 */
public interface HoldoutRule extends Part {
  /**
   * Divides a log.
   *
   * @param seed the only source of randomness: equal seeds give equal holdouts
   * @throws DataException if nothing of the log is left to train on or to test with; the message is
   *     one line with what was expected, what was found and what to do
   */
  Holdout apply(Interactions log, long seed);

  /** Whether cases for validation are asked for; without them a training goes on to its end. */
  default boolean hasValidation() {
    return true;
  }

  /** What is held out, in one readable sentence. */
  default String description() {
    return "Held out by " + name() + ".";
  }
}
