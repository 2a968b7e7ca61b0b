package org.recjpq.program.studies;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.recjpq.assignment.files.DataException;
import org.recjpq.training.report.RunResult;

/**
 * Trains the points of a study that are not finished yet, some at a time.
 *
 * <p>A point that fails is noted, and the others go on.
 */
public final class StudyRunner {
  private static final long POLL_MILLIS = 50;

  /** The exit code of a training that was stopped before its end. */
  private static final int STOPPED = 130;

  private final StudyFolder folder;
  private final PointProcess.Resources resources;
  private final int parallel;
  private final BooleanSupplier stop;
  private final Watcher watcher;
  private final Map<String, String> failures = new LinkedHashMap<>();
  private int done;
  private int left;
  private double seconds;
  private int timed;

  /** Is told what happens, by one thread at a time. */
  public interface Watcher {
    /** A training begins, or goes on from where it stopped. */
    void started(StudyPoint point, boolean resumed);

    /**
     * A point is finished.
     *
     * @param ended points that are finished or have failed
     * @param remaining the expected time for all others
     */
    void finished(StudyPoint point, RunResult result, int ended, Duration remaining);

    /** A point has come as far as was asked for now. */
    default void paused(StudyPoint point, int ended) {}

    /** A point has failed. */
    void failed(StudyPoint point, String why, int ended);
  }

  /**
   * Prepares.
   *
   * @param mainClass of the program, which trains the points
   * @param parallel trainings at a time, at least 1
   * @param memoryBytes memory for all of them together
   * @param stop once it is true, trainings save a checkpoint and end
   */
  public StudyRunner(
      StudyFolder folder,
      String mainClass,
      int parallel,
      long memoryBytes,
      BooleanSupplier stop,
      Watcher watcher) {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel must be at least 1, found " + parallel);
    }
    this.folder = folder;
    this.parallel = parallel;
    this.stop = stop;
    this.watcher = watcher;
    int threads =
        parallel == 1 ? 0 : Math.max(1, Runtime.getRuntime().availableProcessors() / parallel);
    double gib = memoryBytes / (double) (1 << 30) / parallel;
    this.resources = new PointProcess.Resources(mainClass, gib, threads);
  }

  /**
   * Trains all points.
   *
   * @return why points failed, by their names
   * @throws DataException if a point was begun with other settings
   */
  public Map<String, String> run(List<StudyPoint> points) throws IOException, InterruptedException {
    return run(points, Goal.END);
  }

  /** The same as far as {@code goal}. */
  Map<String, String> run(List<StudyPoint> points, Goal goal)
      throws IOException, InterruptedException {
    failures.clear();
    List<StudyPoint> open =
        points.stream().filter(point -> !goal.isReached(folder, point)).toList();
    done = points.size() - open.size();
    left = open.size();
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (StudyPoint point : open) {
        all.add(
            workers.submit(
                () -> {
                  train(point, goal);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof DataException wrong) {
        throw wrong;
      }
      throw new IOException(failure.getCause());
    } finally {
      workers.shutdownNow();
      workers.awaitTermination(1, TimeUnit.MINUTES);
    }
    return new LinkedHashMap<>(failures);
  }

  private void train(StudyPoint point, Goal goal) throws IOException, InterruptedException {
    if (stop.getAsBoolean()) {
      return;
    }
    PointProcess training = new PointProcess(folder, resources);
    boolean resumed = folder.run(point).isRun();
    long start = System.nanoTime();
    Process process = training.start(point, goal);
    synchronized (this) {
      watcher.started(point, resumed);
    }
    int exitCode = await(process);
    Files.deleteIfExists(folder.process(point));
    if (stop.getAsBoolean()) {
      return;
    }
    ended(point, goal, exitCode, resumed ? 0 : System.nanoTime() - start);
  }

  private int await(Process process) throws InterruptedException {
    try {
      boolean asked = false;
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stop.getAsBoolean() && !asked) {
          process.destroy(); // it saves a checkpoint
          asked = true;
        }
      }
      return process.exitValue();
    } catch (InterruptedException another) { // failed, and nothing else goes on
      process.destroy();
      throw another;
    }
  }

  private synchronized void ended(StudyPoint point, Goal goal, int exitCode, long nanos)
      throws IOException {
    done++;
    left--;
    if (exitCode == 0 && folder.isFinished(point)) {
      seconds += nanos / 1e9;
      timed += nanos > 0 ? 1 : 0;
      double each = timed == 0 ? 0 : seconds / timed;
      Duration remaining = Duration.ofMillis((long) (1000 * each * left / parallel));
      watcher.finished(point, RunResult.read(folder.run(point).result()), done, remaining);
    } else if (exitCode == STOPPED && goal.isReached(folder, point)) {
      watcher.paused(point, done);
    } else {
      String why = new PointProcess(folder, resources).failure(point, exitCode);
      failures.put(point.name(), why);
      watcher.failed(point, why, done);
    }
  }
}
