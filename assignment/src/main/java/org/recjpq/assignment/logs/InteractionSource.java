package org.recjpq.assignment.logs;

import java.io.IOException;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.parts.Part;

/**
 * Where interactions come from: a file, or a table or stream of one's own. An own source adds its
 * rows to {@link Interactions#builder()} and {@linkplain InteractionsBuilder#build(Filters) builds}
 * with the filters that it is given.
 */
public interface InteractionSource extends Part {
  /**
   * Reads all interactions; called again, as when a run goes on, it must give the same.
   *
   * @param filters what is to be left out
   * @throws IOException if they cannot be read
   * @throws DataException if they are not as expected, or the filters leave nothing; one line:
   *     where, what was expected and found, what to do
   */
  Interactions read(Filters filters) throws IOException;

  /**
   * Where the interactions come from, in a few words for people: unless said otherwise, its name.
   */
  default String description() {
    return name();
  }
}
