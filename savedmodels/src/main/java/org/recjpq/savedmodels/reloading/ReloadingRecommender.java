package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers from the newest complete version of an export, and switches to newer ones while
 * answering, as TF Serving does.
 *
 * <p>It polls the base directory. A newer version is loaded while the old one is still in use,
 * which requires memory for both; then new questions go to the new version, and the old one is
 * closed when its last question has been answered. Questions never wait for that. A version that is
 * damaged or cannot be loaded is reported to the log, to the listener and by {@link #lastFailure},
 * and the old one stays in use. A version that is still being copied is waited for.
 *
 * <p>When the version in use is removed from the directory, the newest of the others replaces it,
 * even if it is older; if there is none, the version in use continues from memory. Changes to its
 * files are ignored: a different model needs a different number.
 */
public final class ReloadingRecommender implements RecommendationService {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingRecommender.class);

  private final Path base;
  private final CurrentVersion current = new CurrentVersion();
  private final VersionWatch watch;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(ReloadingRecommender::daemon);

  private ReloadingRecommender(Path base, VersionLoader loader, VersionListener listener) {
    this.base = base;
    this.watch = new VersionWatch(base, loader, listener, current);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "recjpq-versions");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Loads the newest complete version with {@link Recommender#load(Path)} and polls for others.
   *
   * @param base TF Serving's base path of the model
   * @param pause time between two polls of the directory, at least a millisecond
   * @throws DataException if no version can be loaded
   */
  public static ReloadingRecommender watch(Path base, Duration pause) {
    return watch(base, pause, Recommender::load, VersionListener.NONE);
  }

  /**
   * Loads the newest complete version and polls for others.
   *
   * @param base TF Serving's base path of the model
   * @param pause time between two polls of the directory, at least a millisecond
   * @param loader creates a service from a version
   * @param listener receives the events of versions, including the first
   * @throws DataException if no version can be loaded
   */
  public static ReloadingRecommender watch(
      Path base, Duration pause, VersionLoader loader, VersionListener listener) {
    if (pause.toMillis() < 1) {
      throw new IllegalArgumentException("pause must be at least 1 ms, found " + pause);
    }
    ReloadingRecommender recommender = new ReloadingRecommender(base, loader, listener);
    try {
      recommender.start(pause.toMillis());
      return recommender;
    } catch (RuntimeException | Error failure) {
      recommender.close();
      throw failure;
    }
  }

  private void start(long pauseInMillis) {
    watch.look();
    if (current.directory().isEmpty()) {
      String nothing = base + ": expected numbered versions of an export, found ";
      throw watch
          .lastFailure()
          .map(failure -> new DataException(nothing + failure.message(), failure.reason()))
          .orElseGet(() -> new DataException(nothing + "no complete one; check the path"));
    }
    looks.scheduleWithFixedDelay(
        this::lookAgain, pauseInMillis, pauseInMillis, TimeUnit.MILLISECONDS);
  }

  /** Polls again, even if a poll fails. */
  private void lookAgain() {
    try {
      watch.look();
    } catch (RuntimeException | Error failure) {
      LOG.error("{}: polling for versions failed; it will be repeated", base, failure);
    }
  }

  /** Polls the directory immediately, in this thread, when a new version is known to exist. */
  public void look() {
    watch.look();
  }

  /**
   * The directory of the version that new questions go to.
   *
   * @throws IllegalStateException if this is closed
   */
  public Path directory() {
    return current.directory().orElseThrow(() -> new IllegalStateException(CurrentVersion.CLOSED));
  }

  /**
   * Why the newest version is not in use; empty if it is, or if the version that failed has been
   * removed.
   */
  public Optional<VersionFailure> lastFailure() {
    return watch.lastFailure();
  }

  /**
   * Asks several questions of the same version, even if it is replaced meanwhile.
   *
   * @param questions receives a service, which must not be used afterwards
   * @return the result of {@code questions}
   * @throws IllegalStateException if this is closed
   */
  public <A> A ask(Function<RecommendationService, A> questions) {
    SharedVersion version = current.acquire();
    try {
      return questions.apply(version.service());
    } finally {
      version.release();
    }
  }

  @Override
  public List<List<Recommendation>> recommend(List<List<String>> histories) {
    return ask(service -> service.recommend(histories));
  }

  @Override
  public List<List<Recommendation>> recommend(List<List<String>> histories, int top) {
    return ask(service -> service.recommend(histories, top));
  }

  @Override
  public List<List<Recommendation>> recommendFiltered(List<ListRequest> requests) {
    return ask(service -> service.recommendFiltered(requests));
  }

  @Override
  public List<float[]> score(List<List<String>> histories, List<List<String>> candidates) {
    return ask(service -> service.score(histories, candidates));
  }

  @Override
  public List<List<Recommendation>> similar(List<String> items, int top) {
    return ask(service -> service.similar(items, top));
  }

  @Override
  public List<float[]> embedHistories(List<List<String>> histories) {
    return ask(service -> service.embedHistories(histories));
  }

  @Override
  public List<float[]> embedItems(List<String> items) {
    return ask(service -> service.embedItems(items));
  }

  /**
   * Stops polling and accepts no more questions. Pending ones are answered, and the version is
   * closed after the last of them; this method does not wait for that.
   */
  @Override
  public void close() {
    looks.shutdown();
    current.close();
  }
}
