package org.recjpq.savedmodels.deployment;

import org.recjpq.assignment.files.Checksums;

/**
 * Text whose first line, a comment, contains a hash of the rest, so that later changes can be
 * detected.
 */
final class HashedText {
  private static final String MARK =
      "# Written by recjpq, which replaces this file unless it was changed; SHA-256 of the rest: ";

  private HashedText() {}

  static String of(String body) {
    return MARK + Checksums.sha256(body) + "\n" + body;
  }

  /** Whether {@link #of} created the text, and it has not been changed. */
  static boolean isUnchanged(String text) {
    int end = text.indexOf('\n');
    return end >= 0 && text.equals(of(text.substring(end + 1)));
  }
}
