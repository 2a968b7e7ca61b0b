package org.recjpq.assignment.files;

/**
 * Something outside the program is not as it should be: a file, its content, a disk.
 *
 * <p>The message is one line for the user: where, what was expected and found, what to do. The
 * program prints it without a stack trace.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A failure that nothing else caused. */
  public DataException(String message) {
    super(message);
  }

  /** A failure with the exception behind it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
