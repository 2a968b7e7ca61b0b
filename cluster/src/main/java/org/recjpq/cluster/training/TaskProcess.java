package org.recjpq.cluster.training;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.RecJpq;
import org.recjpq.program.studies.PointProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program {@code recjpq} in a process beside an executor, with which it ends. */
final class TaskProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskProcess.class);
  private static final int LINES_KEPT = 20;
  private static final long PAUSE_MILLIS = 50;

  private final Process process;
  private final Deque<String> last = new ArrayDeque<>();

  private TaskProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the program.
   *
   * @param classPath of the program, in which the last part of a path may be {@code *}
   * @param jvm options of its JVM
   * @param arguments of the program
   */
  static TaskProcess start(String classPath, List<String> jvm, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseParallelGC",
            "-XX:-UsePerfData",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Djava.awt.headless=true",
            "-D%s=%d".formatted(PointProcess.PARENT, ProcessHandle.current().pid())));
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath, RecJpq.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "2");
    if (System.getProperty("os.arch", "").equals("amd64")) {
      environment.putIfAbsent("TF_ENABLE_ONEDNN_OPTS", "1"); // as the program's own script
    }
    environment.put("LC_ALL", "C.UTF-8");
    LOG.info("starts {}", arguments);
    return new TaskProcess(builder.start());
  }

  /**
   * The class path of the program on this machine.
   *
   * @param asked a class path, or a folder of jars
   */
  static String classPath(String asked) {
    boolean isFolder = !asked.contains(File.pathSeparator) && Files.isDirectory(Path.of(asked));
    boolean isJar = Files.isRegularFile(Path.of(asked));
    return isFolder && !isJar ? Path.of(asked, "*").toString() : asked;
  }

  /**
   * Waits for the end, keeps the last lines, and gives the exit code.
   *
   * @throws InterruptedException if this thread is, soon
   */
  int end() throws IOException, InterruptedException {
    BufferedReader lines = process.inputReader();
    while (process.isAlive() || lines.ready()) {
      if (!lines.ready()) {
        boolean unused = process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      } else {
        keep(lines.readLine());
      }
    }
    return process.waitFor();
  }

  private void keep(@Nullable String line) {
    if (line != null) {
      LOG.info("{}", line);
      last.add(line);
      if (last.size() > LINES_KEPT) {
        last.remove();
      }
    }
  }

  /** The last lines that it printed. */
  List<String> lastLines() {
    return List.copyOf(last);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
