package org.recjpq.savedmodels.client;

/**
 * Thrown when a server does not answer as expected; the message is one line and includes the
 * server's own.
 */
public final class ServingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The status of a failure without an answer. */
  public static final int NO_ANSWER = 0;

  private final int status;

  ServingException(int status, String message) {
    super(message);
    this.status = status;
  }

  ServingException(String message, Exception cause) {
    super(message, cause);
    this.status = NO_ANSWER;
  }

  /** The HTTP status of the answer, or {@link #NO_ANSWER}. */
  public int status() {
    return status;
  }
}
