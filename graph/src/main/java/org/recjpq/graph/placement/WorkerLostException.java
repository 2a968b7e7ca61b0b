package org.recjpq.graph.placement;

import java.util.List;

/** A step of a cluster failed, because a worker ended, froze, or cannot be reached. */
public final class WorkerLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkerLostException(List<String> missing, Throwable cause) {
    super(
        missing.isEmpty()
            ? "a step of the cluster failed: " + cause.getMessage()
            : "no answer from %s".formatted(String.join(", ", missing)),
        cause);
  }
}
