package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;

/**
 * Why a version is not in use.
 *
 * @param version its directory, or the base directory if that cannot be read
 * @param reason the exception, with a message of one line
 */
public record VersionFailure(Path version, RuntimeException reason) {
  /** The reason in one line. */
  public String message() {
    return String.valueOf(reason.getMessage());
  }
}
