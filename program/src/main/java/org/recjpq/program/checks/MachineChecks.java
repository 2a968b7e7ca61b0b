package org.recjpq.program.checks;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.recjpq.program.NativeLibraries;
import org.recjpq.program.Version;
import org.recjpq.training.machine.GpuBuild;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.machine.TensorFlowCheck;
import org.recjpq.training.report.Sizes;

/**
 * The checks of this machine. None changes anything, but that a file is written and removed again,
 * and TensorFlow's native libraries are unpacked if they are not yet.
 *
 * @param runs the folder that runs will be written to; it need not exist
 */
public record MachineChecks(Path runs) {
  private static final int LEAST_JAVA = 17;
  private static final long GIB = 1L << 30;

  /** Memory with which small models train. */
  private static final long LEAST_MEMORY = 2 * GIB;

  /** What TensorFlow's native libraries take, with some room. */
  private static final long NATIVE_BYTES = GIB;

  private static final Path NVIDIA = Path.of("/proc/driver/nvidia/version");

  /**
   * Runs all checks.
   *
   * @param each receives each finding as soon as it is there
   */
  public List<Finding> run(Consumer<Finding> each) {
    List<Finding> findings = new ArrayList<>();
    Stream.<Check>of(
            MachineChecks::java,
            MachineChecks::processor,
            MachineChecks::memory,
            MachineChecks::heap,
            () -> folder("folder for runs", runs, GIB),
            () -> folder("temporary files", Path.of(System.getProperty("java.io.tmpdir")), GIB / 4),
            MachineChecks::nativeLibraries,
            MachineChecks::tensorFlow,
            MachineChecks::gpu)
        .map(Check::look)
        .forEach(
            finding -> {
              findings.add(finding);
              each.accept(finding);
            });
    return findings;
  }

  @FunctionalInterface
  private interface Check {
    Finding look();
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    String text =
        "%s, %s; recjpq %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vendor", "unknown vendor"),
                Version.program());
    return version >= LEAST_JAVA
        ? Finding.ok("Java", text)
        : Finding.failed("Java", text, "install Java " + LEAST_JAVA + " or later");
  }

  private static Finding processor() {
    return Finding.ok(
        "processor",
        "%d x %s, %s %s%s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                Machine.processor(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Machine.multipliesBfloat16() ? "; has bfloat16, so --bfloat16 works" : ""));
  }

  private static Finding memory() {
    long bytes = ProcessMemory.limitBytes();
    return bytes >= LEAST_MEMORY
        ? Finding.ok("memory", Sizes.bytes(bytes))
        : Finding.note(
            "memory", Sizes.bytes(bytes), "enough for small logs only; give it 2 GiB or more");
  }

  private static Finding heap() {
    long most = Runtime.getRuntime().maxMemory();
    return most <= ProcessMemory.limitBytes() * 3 / 4
        ? Finding.ok("Java's heap", "at most " + Sizes.bytes(most))
        : Finding.note(
            "Java's heap",
            "at most " + Sizes.bytes(most),
            "TensorFlow needs memory beside it; set RECJPQ_JAVA_OPTS=-Xmx to less");
  }

  /** Writes a file into the folder, or the one that it would be made in, and removes it. */
  static Finding folder(String subject, Path folder, long wanted) {
    Path place = existing(folder.toAbsolutePath().normalize());
    try {
      Files.delete(Files.createTempFile(place, ".recjpq", ".tmp"));
      FileStore disk = Files.getFileStore(place);
      long free = disk.getUsableSpace();
      String text = "%s can be written to, %s free".formatted(folder, Sizes.bytes(free));
      return free >= wanted
          ? Finding.ok(subject, text)
          : Finding.note(
              subject, text, "free %s or use another folder".formatted(Sizes.bytes(wanted)));
    } catch (IOException refused) {
      return Finding.failed(
          subject,
          "%s cannot be written to (%s)".formatted(place, refused.getClass().getSimpleName()),
          "change its permissions or use another folder");
    }
  }

  /** The folder, or the nearest one above it that exists. */
  private static Path existing(Path folder) {
    Path place = folder;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }

  private static Finding nativeLibraries() {
    Path folder = NativeLibraries.folder();
    if (Files.isDirectory(folder)) {
      return Finding.ok("native libraries", "unpacked in " + folder);
    }
    Finding written = folder("native libraries", folder, NATIVE_BYTES);
    return written.verdict() == Finding.Verdict.OK
        ? Finding.ok("native libraries", "will be unpacked into " + folder)
        : new Finding(
            written.verdict(),
            written.subject(),
            written.text(),
            "free 1 GiB, or set XDG_CACHE_HOME to a folder with more room");
  }

  private static Finding tensorFlow() {
    long start = System.nanoTime();
    try {
      String version = TensorFlowCheck.compute();
      return Finding.ok(
          "TensorFlow",
          String.format(
              Locale.ROOT,
              "%s computes; loaded in %.1f s",
              version,
              Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3));
    } catch (LinkageError | RuntimeException broken) {
      return Finding.failed(
          "TensorFlow",
          String.valueOf(broken.getMessage()).lines().findFirst().orElse("no reason"),
          "it runs on 64-bit Linux, macOS and Windows; check the native libraries above");
    }
  }

  private static Finding gpu() {
    try {
      if (TensorFlowCheck.findsGpu()) {
        return Finding.ok("GPU", "TensorFlow computes on it");
      }
    } catch (LinkageError | RuntimeException broken) {
      return Finding.note("GPU", "not looked for, because TensorFlow does not work", "");
    }
    if (GpuBuild.isThis()) {
      return Finding.note(
          "GPU",
          "none is found, although this build is for NVIDIA GPUs: computing on the CPU",
          "install NVIDIA's driver and CUDA, or use the build for CPUs");
    }
    return Files.exists(NVIDIA)
        ? Finding.note(
            "GPU",
            "there is an NVIDIA GPU, but this build is for CPUs",
            "build with -Pgpu to train on it")
        : Finding.ok("GPU", "none, and this build is for CPUs");
  }
}
