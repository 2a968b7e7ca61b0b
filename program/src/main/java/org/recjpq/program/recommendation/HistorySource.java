package org.recjpq.program.recommendation;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/** Histories of a file, or a part of one, one by one. */
interface HistorySource extends Closeable {
  /**
   * The next history, or null at the end.
   *
   * @throws DataException if what follows is not a history
   */
  @Nullable NamedHistory next() throws IOException;

  /** Where the history that was read last begins, roughly in bytes. */
  long position();
}
