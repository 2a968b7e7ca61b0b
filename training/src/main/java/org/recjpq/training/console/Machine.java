package org.recjpq.training.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine and the software that a measurement is made with. */
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo"); // only Linux has it

  private Machine() {}

  /** Such as "2 processors (AMD EPYC), Linux amd64, Java 17.0.9". */
  public static String description() {
    return "%d processors (%s), %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(lines(PROCESSORS)),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }

  /** The model of the first processor. */
  static String processor(List<String> information) {
    return information.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown model");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException notLinux) {
      return List.of();
    }
  }
}
