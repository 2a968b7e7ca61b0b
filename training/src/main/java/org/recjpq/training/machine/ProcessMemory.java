package org.recjpq.training.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Physical memory of this process, Java and native together, and the memory available.
 *
 * <p>The memory of the process is read from {@code /proc/self/status}, which only Linux has;
 * elsewhere it is unknown.
 */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Bytes resident now. */
  public static OptionalLong residentBytes() {
    return field("VmRSS", lines(STATUS));
  }

  /** The peak of the resident bytes. */
  public static OptionalLong peakResidentBytes() {
    return field("VmHWM", lines(STATUS));
  }

  /** The memory of this machine, or of the container that the process is in. */
  public static long limitBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** The value of a line such as {@code VmRSS: 1234 kB}, in bytes. */
  static OptionalLong field(String name, List<String> status) {
    return status.stream()
        .filter(line -> line.matches(name + ":\\s*\\d+ kB"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException notLinux) {
      return List.of();
    }
  }
}
