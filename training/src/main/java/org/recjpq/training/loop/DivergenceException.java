package org.recjpq.training.loop;

/** The loss or the gradient is no longer a number; the message says where and what to do. */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergenceException(String message) {
    super(message);
  }
}
