package org.recjpq.training.runs;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.InteractionSource;

/**
 * The name of a source of interactions without its parent folders, which do not concern readers.
 *
 * @param source the source, or null if the interactions were in memory
 */
record InputName(@Nullable InteractionSource source) {
  @Override
  public String toString() {
    String description = source == null ? "interactions in memory" : source.description();
    return description.substring(description.lastIndexOf('/') + 1);
  }
}
