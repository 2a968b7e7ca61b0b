package org.recjpq.assignment.files;

/**
 * Thrown when something outside the program is not as expected: a file, its content, a disk.
 *
 * <p>The message is one line for the user: where, what was expected and found, what to do. The
 * program prints it without a stack trace.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A failure without a cause. */
  public DataException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
