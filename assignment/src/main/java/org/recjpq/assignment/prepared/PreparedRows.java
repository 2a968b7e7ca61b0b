package org.recjpq.assignment.prepared;

import java.io.IOException;
import org.recjpq.assignment.holdout.Holdout;

/** Rows of a prepared folder, in order. */
@FunctionalInterface
public interface PreparedRows {
  /** Receives a row. */
  @FunctionalInterface
  interface Receiver {
    /** Called for each row in order. */
    void accept(PreparedRow row) throws IOException;
  }

  /** Hands all rows over. */
  void forEach(Receiver receiver) throws IOException;

  /**
   * The rows of a holdout as a rule has made it: training sequences and histories share one item
   * array, in which users follow each other.
   *
   * @throws IllegalArgumentException if they do not share it
   */
  static PreparedRows of(Holdout holdout) {
    return new HoldoutRows(holdout);
  }
}
