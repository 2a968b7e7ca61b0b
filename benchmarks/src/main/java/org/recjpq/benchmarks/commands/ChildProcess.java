package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.program.RecJpq;
import org.recjpq.program.studies.PointProcess;

/** The program in a JVM of its own, with the options and class path of this one. */
final class ChildProcess {
  private ChildProcess() {}

  /** A process that runs the program with these arguments, and ends when this one does. */
  static ProcessBuilder builder(List<String> arguments) {
    return builder(List.of(), arguments);
  }

  /**
   * The same with options of its own for Java, which take precedence.
   *
   * @param options such as {@code -Xmx256m}
   */
  static ProcessBuilder builder(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.add("-D%s=%d".formatted(PointProcess.PARENT, ProcessHandle.current().pid()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RecJpq.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /**
   * Runs such a process to its end; what it says on its error output goes to that of this one.
   *
   * @return its output
   * @throws IOException if it cannot be started, or fails
   */
  static String run(List<String> options, List<String> arguments) throws IOException {
    Process process =
        builder(options, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("a process of the benchmark ended with exit code " + code);
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a process of the benchmark ran", interrupted);
    }
    return output;
  }
}
