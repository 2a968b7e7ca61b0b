package org.recjpq.assignment.logs;

import java.io.IOException;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.parts.Part;

/**
 * A source of interactions: a file, or your own table or stream. Your own source adds its rows to
 * {@link Interactions#builder()} and {@linkplain InteractionsBuilder#build(Filters) builds} with
 * the given filters.
 */
public interface InteractionSource extends Part {
  /**
   * Reads all interactions; repeated calls, as when a run is resumed, must return the same.
   *
   * @param filters what to leave out
   * @throws IOException if they cannot be read
   * @throws DataException if they are not as expected, or the filters leave nothing; the message is
   *     one line: where, what was expected and found, what to do
   */
  Interactions read(Filters filters) throws IOException;

  /** A short readable description of the source; by default its name. */
  default String description() {
    return name();
  }
}
