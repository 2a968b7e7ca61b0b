package org.recjpq.training.loop;

/**
 * Thrown when the loss, the gradient or a score is no longer finite; the message says where and
 * what to do.
 */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergenceException(String message) {
    super(message);
  }
}
