package org.recjpq.program.commands;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets work end in good order when the user presses Ctrl-C or the process gets a SIGTERM.
 *
 * <p>While one is open, the JVM does not end before the work that asks {@link #isRequested} has
 * come to {@link #close}; the exit code is the signal's own, 130 for Ctrl-C.
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
        // The signal came between the two lines: the JVM is ending anyway.
      }
    }
  }
}
