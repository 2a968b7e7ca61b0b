package org.recjpq.program.recommendation;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Writes lists to a file of some format. The file is complete once the writer is closed. */
interface ListWriter extends Closeable {
  /** Writes the list of one history. */
  void write(String name, List<Recommendation> list) throws IOException;
}
