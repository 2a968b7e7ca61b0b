package org.recjpq.training;

/** The version of the library. */
public final class Version {
  private Version() {}

  /** The version as built; "development" outside a jar. */
  public static String library() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
