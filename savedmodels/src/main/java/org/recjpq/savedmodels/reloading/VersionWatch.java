package org.recjpq.savedmodels.reloading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.files.ExportManifest;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds versions, loads them, and reports what happened to them. */
final class VersionWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingRecommender.class);

  private final Path base;
  private final VersionLoader loader;
  private final VersionListener listener;
  private final CurrentVersion current;
  private final Versions versions;
  private boolean isInMemoryOnly; // the current version, guarded by this
  private volatile @Nullable VersionFailure lastFailure;

  VersionWatch(Path base, VersionLoader loader, VersionListener listener, CurrentVersion current) {
    this.base = base;
    this.loader = loader;
    this.listener = listener;
    this.current = current;
    this.versions = new Versions(base);
  }

  Optional<VersionFailure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** Polls once; concurrent callers wait and then poll. */
  synchronized void look() {
    List<Path> found;
    try {
      found = versions.newestFirst();
    } catch (IOException failure) {
      if (lastFailure == null || !lastFailure.version().equals(base)) {
        report(base, unreadable(base, failure));
      }
      return;
    }
    VersionFailure failure = lastFailure;
    if (failure != null && !found.contains(failure.version())) {
      lastFailure = null; // the failed version is gone
    }
    Optional<Path> now = current.directory();
    for (Path version : found) {
      if (current.isClosed() || now.equals(Optional.of(version)) || isTaken(version)) {
        break;
      }
    }
    tellIfGone(found);
  }

  private boolean isTaken(Path version) {
    try {
      if (!versions.isReady(version)) {
        return false;
      }
      versions.tried(version);
      ExportManifest.read(version).check(version);
      take(version, loader.load(version));
      return true;
    } catch (IOException failure) {
      report(version, unreadable(version, failure));
    } catch (RuntimeException failure) {
      report(version, failure);
    }
    return false;
  }

  private void take(Path version, RecommendationService service) {
    versions.loaded(version);
    VersionFailure failure = lastFailure;
    if (failure != null && isAtMost(failure.version(), version)) {
      lastFailure = null;
    }
    SharedVersion next = new SharedVersion(version, service, () -> tellClosed(version));
    SharedVersion old = current.replaceBy(next);
    if (old != next) {
      LOG.info("{}: in use from now on", version);
      tell(some -> some.loaded(version));
    }
    if (old != null) {
      old.release();
    }
  }

  private static boolean isAtMost(Path version, Path other) {
    return ExportDirectories.version(version) <= ExportDirectories.version(other);
  }

  private void tellClosed(Path version) {
    LOG.info("{}: answered its last question, closed", version);
    tell(some -> some.closed(version));
  }

  private void report(Path version, RuntimeException reason) {
    VersionFailure failure = new VersionFailure(version, reason);
    lastFailure = failure;
    LOG.warn(
        "{}: cannot be used, so {} stays in use; {}",
        version,
        current.directory().map(Path::toString).orElse("nothing"),
        failure.message());
    tell(some -> some.failed(failure));
  }

  private void tellIfGone(List<Path> found) {
    boolean isGone = current.directory().map(version -> !found.contains(version)).orElse(false);
    if (isGone && !isInMemoryOnly) {
      LOG.warn("{}: removed; continues from memory", current.directory().orElse(base));
    }
    isInMemoryOnly = isGone;
  }

  private static DataException unreadable(Path path, IOException failure) {
    return new DataException("%s: cannot be read: %s".formatted(path, failure), failure);
  }

  private void tell(Consumer<VersionListener> news) {
    try {
      news.accept(listener);
    } catch (RuntimeException failure) {
      LOG.warn("{}: a listener failed", base, failure);
    }
  }
}
