package org.recjpq.savedmodels.reloading;

import java.nio.file.Path;

/**
 * Is told what becomes of versions, in the thread that does it; a call should return soon. What a
 * listener throws is logged.
 */
public interface VersionListener {
  /** Does nothing. */
  VersionListener NONE = new VersionListener() {};

  /**
   * Questions are answered by a version from now on.
   *
   * @param version its directory
   */
  default void loaded(Path version) {}

  /**
   * A version cannot be served, so the one before it goes on. It is tried again when its files
   * change, and reported again if it fails again.
   */
  default void failed(VersionFailure failure) {}

  /**
   * The last question to a version was answered, and what it held is released.
   *
   * @param version its directory
   */
  default void closed(Path version) {}
}
