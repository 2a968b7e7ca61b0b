package org.recjpq.training.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The machine and the software that a measurement is made with. */
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo"); // only Linux has it

  /** Linux's names of the bfloat16 instructions, either of which suffices. */
  public static final String BFLOAT16_FEATURES = "avx512_bf16 or amx_bf16";

  private Machine() {}

  /** Such as "2 processors (AMD EPYC), Linux amd64, Java 17.0.9". */
  public static String description() {
    return "%d %s (%s), %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().availableProcessors() == 1 ? "processor" : "processors",
            processor(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }

  /** The model of this machine's first processor. */
  public static String processor() {
    return processor(lines(PROCESSORS));
  }

  /** Whether this machine's processor is known to multiply bfloat16 numbers. */
  public static boolean multipliesBfloat16() {
    return multipliesBfloat16(lines(PROCESSORS));
  }

  static boolean multipliesBfloat16(List<String> information) {
    return information.stream()
        .filter(line -> line.startsWith("flags"))
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .anyMatch(flag -> flag.equals("avx512_bf16") || flag.equals("amx_bf16"));
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
