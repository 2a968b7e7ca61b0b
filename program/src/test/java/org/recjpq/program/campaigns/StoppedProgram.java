package org.recjpq.program.campaigns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.recjpq.program.RecJpq;

/**
 * Runs the program in a process that {@code strace} stops after every system call that changes a
 * file, and copies a folder each time that its content is another one: what a kill at that moment
 * would leave, written by Java or by native code.
 */
final class StoppedProgram {
  private static final String CALLS =
      "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,ftruncate,fsync,fdatasync,"
          + "write,writev,pwrite64,pwritev,copy_file_range";

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final int MOST_MINUTES = 30;

  private final Path folder;
  private final Path states;
  private final List<Path> copies = new ArrayList<>();
  private String last = "";

  /**
   * Watches a folder.
   *
   * @param folder that the program writes, which need not exist yet
   * @param states the directory for the copies
   */
  StoppedProgram(Path folder, Path states) {
    this.folder = folder;
    this.states = states;
  }

  /** Whether the processes of this machine can be stopped so. */
  static boolean isPossible() throws InterruptedException {
    try {
      Process tried =
          new ProcessBuilder("strace", "-f", "-qq", "-e", "trace=rename", "true")
              .redirectErrorStream(true)
              .start();
      tried.getInputStream().readAllBytes();
      return tried.waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  /**
   * Runs the program to its end.
   *
   * @return the copies, one for each state of the folder
   */
  List<Path> run(String... arguments) throws IOException, InterruptedException {
    Files.createDirectories(states);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("strace", "-f", "-qq", "-o", states + ".calls"));
    command.addAll(List.of("-e", "trace=" + CALLS, "-e", "inject=" + CALLS + ":signal=SIGSTOP"));
    command.addAll(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
    command.add(RecJpq.class.getName());
    command.addAll(List.of(arguments));
    Path output = Path.of(states + ".output");
    Process strace =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    while (!strace.waitFor(1, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        strace.descendants().forEach(ProcessHandle::destroyForcibly);
        strace.destroyForcibly();
        throw new IOException("not done after %d minutes".formatted(MOST_MINUTES));
      }
      for (ProcessHandle program : strace.children().toList()) {
        if (isStopped(program.pid())) {
          copyIfChanged();
          new ProcessBuilder("kill", "-CONT", Long.toString(program.pid())).start().waitFor();
        }
      }
    }
    if (strace.exitValue() != 0) {
      throw new IOException(Files.readString(output));
    }
    return copies;
  }

  /**
   * Whether all threads are in a stop of the tracer, which lasts only if the process is stopped.
   */
  private static boolean isStopped(long pid) throws InterruptedException {
    for (int look = 0; look < 2; look++) {
      try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
        for (Path thread : (Iterable<Path>) threads::iterator) {
          String stat = Files.readString(thread.resolve("stat"));
          char state = stat.charAt(stat.lastIndexOf(')') + 2);
          if (state != 't' && state != 'T') {
            return false;
          }
        }
      } catch (IOException ended) {
        return false;
      }
      Thread.sleep(1);
    }
    return true;
  }

  private void copyIfChanged() throws IOException {
    String now = content();
    if (!now.equals(last) && Files.exists(folder)) {
      last = now;
      Path copy = states.resolve("%04d".formatted(copies.size()));
      Folders.copy(folder, copy);
      copies.add(copy);
    }
  }

  /** Names, sizes and times of all files. */
  private String content() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
          files.put(path.toString(), Files.isDirectory(path) ? "" : Files.size(path) + "");
          if (!Files.isDirectory(path)) {
            files.merge(path.toString(), " " + Files.getLastModifiedTime(path), String::concat);
          }
        }
      } catch (NoSuchFileException changing) {
        return last;
      }
    }
    return files.toString();
  }
}
