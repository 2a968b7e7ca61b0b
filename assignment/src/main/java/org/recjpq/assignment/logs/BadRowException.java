package org.recjpq.assignment.logs;

/** A row does not match the format; the message is "expected …, found …; what to do". */
final class BadRowException extends Exception {
  private static final long serialVersionUID = 1;

  BadRowException(String message) {
    super(message);
  }
}
