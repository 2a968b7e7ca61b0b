package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The version that answers questions, which never wait for it to be replaced. */
final class CurrentVersion {
  static final String CLOSED = "expected an open recommender, found it closed";

  private volatile @Nullable SharedVersion version;
  private boolean closed; // guarded by this

  /** Its directory; empty before the first version and after closing. */
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
      } // otherwise it was replaced in between
    }
  }

  /**
   * Directs new questions to another version.
   *
   * @return the version that the caller has to release: the previous one, if any, or {@code next}
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

  /** Accepts no more questions; pending ones are answered. */
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
