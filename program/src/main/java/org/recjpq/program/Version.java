package org.recjpq.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints; TensorFlow itself is not loaded for it. */
public final class Version implements IVersionProvider {
  private static final String TENSORFLOW =
      "/META-INF/maven/org.tensorflow/tensorflow-core-native/pom.properties";

  /** The version of the program, as built; "development" outside a jar. */
  public static String program() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The version of TensorFlow Java, as its jar says. */
  static String tensorFlowJava() {
    try (InputStream in = Version.class.getResourceAsStream(TENSORFLOW)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException unreadable) {
      return "unknown";
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "recjpq " + program(),
      "TensorFlow Java " + tensorFlowJava(),
      "Java " + System.getProperty("java.version")
    };
  }
}
