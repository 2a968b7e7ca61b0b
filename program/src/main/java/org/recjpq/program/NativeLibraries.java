package org.recjpq.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TimeZone;

/**
 * Where TensorFlow's native libraries are unpacked: about 600 MB, once for each version of
 * TensorFlow.
 *
 * <p>JavaCPP unpacks them again, over the old ones, if their times differ from those in the jar, as
 * it sees them in the local time zone. Processes that have them in memory then crash. So this
 * program has a folder of its own, in which all processes see the same times.
 */
public final class NativeLibraries {
  private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  private NativeLibraries() {}

  /** To be called before anything of TensorFlow is loaded. Loads and writes nothing itself. */
  static void place() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    if (System.getProperty(FOLDER) == null) {
      Path home = Path.of(System.getProperty("user.home", ""));
      Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
      System.setProperty(FOLDER, folder(System.getenv(), home, temporary).toString());
    }
  }

  /**
   * The same in a program of others, such as an executor of a cluster, whose time zone stays: every
   * zone has a folder of its own, below the one for temporary files. To be called before anything
   * of TensorFlow is loaded; settings that are there stay.
   */
  public static synchronized void placeInOtherProgram() {
    String user = System.getProperty("user.name", "user").replaceAll("\\W", "_");
    String zone = TimeZone.getDefault().getID().replaceAll("\\W", "_");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    String name = "tensorflow-java-%s-%s".formatted(Version.tensorFlowJava(), zone);
    setIfAbsent(FOLDER, temporary.resolve(Path.of("recjpq-" + user, name)).toString());
    // JavaCPP would otherwise count native memory against the heap's limit.
    setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
    setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The folder that JavaCPP uses in this process. */
  public static Path folder() {
    Path own = Path.of(System.getProperty("user.home", ""), ".javacpp", "cache");
    return Path.of(System.getProperty(FOLDER, own.toString()));
  }

  /**
   * The folder for this version: in the user's folder for caches, or else in the one for temporary
   * files.
   *
   * @param home the user's home, which need not exist
   */
  static Path folder(Map<String, String> environment, Path home, Path temporary) {
    String name = "tensorflow-java-" + Version.tensorFlowJava();
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!caches.isEmpty() && Path.of(caches).isAbsolute()) {
      return Path.of(caches, "recjpq", name);
    }
    if (home.isAbsolute() && Files.isWritable(home)) {
      return home.resolve(Path.of(".cache", "recjpq", name));
    }
    String user = System.getProperty("user.name", "user").replaceAll("\\W", "_");
    return temporary.resolve(Path.of("recjpq-" + user, name));
  }

  /** One line for a failure to load them. */
  static String failure(LinkageError failure) {
    return ("expected to load TensorFlow's native library from %s, found: %s; free 600 MB there, or"
            + " set XDG_CACHE_HOME to a folder that can be written to")
        .formatted(
            System.getProperty(FOLDER, "JavaCPP's folder"),
            String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason"));
  }
}
