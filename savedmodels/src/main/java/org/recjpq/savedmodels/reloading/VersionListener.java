package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;

/**
 * Receives the events of versions, in the thread that causes them; a call should return quickly.
 * Exceptions of a listener are logged.
 */
public interface VersionListener {
  /** Does nothing. */
  VersionListener NONE = new VersionListener() {};

  /**
   * Called when a version starts answering questions.
   *
   * @param version its directory
   */
  default void loaded(Path version) {}

  /**
   * Called when a version cannot be used, so that the previous one stays in use. It is tried again
   * when its files change, and reported again if it fails again.
   */
  default void failed(VersionFailure failure) {}

  /**
   * Called when the last question to a version has been answered and its resources are released.
   *
   * @param version its directory
   */
  default void closed(Path version) {}
}
