package org.recjpq.program.commands;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets work end cleanly when the user presses Ctrl-C or the process gets a SIGTERM.
 *
 * <p>While an instance is open, the JVM does not exit until the work, which polls {@link
 * #isRequested}, has called {@link #close}; the exit code is that of the signal, 130 for Ctrl-C.
 */
public final class Interruption implements AutoCloseable {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void request() {
    requested.set(true);
    try {
      closed.await();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work should end. */
  boolean isRequested() {
    return requested.get();
  }

  @Override
  public void close() {
    closed.countDown();
    if (!requested.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The signal arrived between the two lines: the JVM is shutting down anyway.
      }
    }
  }
}
