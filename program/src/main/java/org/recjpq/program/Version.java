package org.recjpq.program;

import org.tensorflow.TensorFlow;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {
  /** The version of the program, as built; "development" outside a jar. */
  public static String program() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "recjpq " + program(),
      "TensorFlow " + TensorFlow.version(),
      "Java " + System.getProperty("java.version")
    };
  }
}
