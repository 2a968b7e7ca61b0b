package org.recjpq.assignment.compression;

import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;

/** Compressed bytes were changed or cut off. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1;

  private final String kind;

  /**
   * Damage that became known while reading.
   *
   * @param kind what the file was meant to be, such as "gz"
   */
  DamagedFileException(String kind, Exception cause) {
    super(reason(cause), cause);
    this.kind = kind;
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null ? "it ends too early" : message.lines().findFirst().orElse("");
  }

  /**
   * The same as bad input.
   *
   * @param where file, and line if it is known
   */
  public DataException at(String where) {
    return new DataException(
        "%s: expected an intact %s file, found a damaged one (%s); fetch or compress it again"
            .formatted(where, kind, getMessage()),
        this);
  }

  /** The same as bad input at a line, counted from 1. */
  public DataException at(Path file, long line) {
    return at(file + ":" + line);
  }
}
