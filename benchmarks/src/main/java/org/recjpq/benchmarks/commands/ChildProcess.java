package org.recjpq.benchmarks.commands;

import java.lang.management.ManagementFactory;
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D%s=%d".formatted(PointProcess.PARENT, ProcessHandle.current().pid()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RecJpq.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
