package org.recjpq.training.batches;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Prepares batches ahead of time on its own threads, and returns them in the order of steps. */
public final class Prefetcher implements AutoCloseable {
  /** Batches ahead of the step for each thread that makes them. */
  private static final int AHEAD = 3;

  private final BatchSource source;
  private final Queue<Future<Batch>> ahead = new ArrayDeque<>();
  private final ExecutorService threads;
  private long nextStep;
  private long waitedNanos;

  /** Starts with the batch of {@code firstStep}. */
  public Prefetcher(BatchSource source, long firstStep) {
    this.source = source;
    this.nextStep = firstStep;
    this.threads =
        Executors.newFixedThreadPool(
            source.atOnce(),
            task -> {
              Thread made = new Thread(task, "batches");
              made.setDaemon(true);
              return made;
            });
    while (ahead.size() < AHEAD * source.atOnce()) {
      request();
    }
  }

  /**
   * The batch of the next step, waiting for it if it is not ready.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public Batch next() throws InterruptedException {
    long start = System.nanoTime();
    Batch batch = result(ahead.remove());
    waitedNanos += System.nanoTime() - start;
    request();
    return batch;
  }

  /** Total nanoseconds that {@link #next()} has waited. */
  public long waitedNanos() {
    return waitedNanos;
  }

  private void request() {
    long step = nextStep++;
    ahead.add(threads.submit(() -> source.batch(step)));
  }

  private static Batch result(Future<Batch> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
