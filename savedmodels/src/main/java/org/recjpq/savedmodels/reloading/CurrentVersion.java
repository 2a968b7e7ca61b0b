package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The version that questions go to; they never wait for another to take its place. */
final class CurrentVersion {
  static final String CLOSED = "expected a recommender that is open, found it closed";

  private volatile @Nullable SharedVersion version;
  private boolean closed; // guarded by this

  /** Its directory, or nothing before the first and after the end. */
  Optional<Path> directory() {
    return Optional.ofNullable(version).map(SharedVersion::directory);
  }

  /**
   * The version, to be released by the caller.
   *
   * @throws IllegalStateException if there is none
   */
  SharedVersion acquire() {
    while (true) {
      SharedVersion now = version;
      if (now == null) {
        throw new IllegalStateException(CLOSED);
      }
      if (now.acquire()) {
        return now;
      } // else another took its place in between
    }
  }

  /**
   * Gives new questions to another version.
   *
   * @return what the caller has to release: the version before, if there was one, or {@code next}
   *     itself if this is closed
   */
  synchronized @Nullable SharedVersion replaceBy(SharedVersion next) {
    if (closed) {
      return next;
    }
    SharedVersion old = version;
    version = next;
    return old;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Takes no more questions; those on their way are answered. */
  void close() {
    SharedVersion last;
    synchronized (this) {
      closed = true;
      last = version;
      version = null;
    }
    if (last != null) {
      last.release();
    }
  }
}
