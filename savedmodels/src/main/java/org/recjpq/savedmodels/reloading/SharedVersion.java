package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/** A loaded version that is closed when it is no longer in use. */
final class SharedVersion {
  private final Path directory;
  private final RecommendationService service;
  private final Runnable closed;
  private final AtomicInteger users = new AtomicInteger(1); // the first user is the creator

  /**
   * Takes over a service.
   *
   * @param closed called when it is closed
   */
  SharedVersion(Path directory, RecommendationService service, Runnable closed) {
    this.directory = directory;
    this.service = service;
    this.closed = closed;
  }

  Path directory() {
    return directory;
  }

  /** To be used only between {@link #acquire} and {@link #release}. */
  RecommendationService service() {
    return service;
  }

  /** Adds a user, who must {@link #release} it; returns false if it is already closed. */
  boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Removes a user; the last one closes the service. */
  void release() {
    if (users.decrementAndGet() == 0) {
      try {
        service.close();
      } finally {
        closed.run();
      }
    }
  }
}
