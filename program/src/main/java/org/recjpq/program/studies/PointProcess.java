package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

/** Trains a point of a study in a JVM of its own, as the program would: from where it stopped. */
public final class PointProcess {
  /** System property of a process that ends when another one, whose id it holds, has ended. */
  public static final String PARENT = "recjpq.parent";

  private static final String MESSAGE = "recjpq: ";
  private static final int SIGNALS = 128;

  private final StudyFolder folder;
  private final Resources resources;

  /**
   * What a process may use.
   *
   * @param mainClass of the program
   * @param memoryGib memory, in GiB
   * @param threads threads of a new training; 0 for as many as there are processors
   */
  record Resources(String mainClass, double memoryGib, int threads) {}

  PointProcess(StudyFolder folder, Resources resources) {
    this.folder = folder;
    this.resources = resources;
  }

  /**
   * Waits for the process of a study that was killed, which notices that sooner or later, and
   * starts a new one.
   *
   * @param goal how far it is to come
   * @throws DataException if the point was begun with other settings
   */
  Process start(StudyPoint point, Goal goal) throws IOException, InterruptedException {
    awaitEarlier(point);
    writeConfig(point);
    Path output = folder.output(point);
    Files.createDirectories(folder.root().resolve("output"));
    Process process =
        new ProcessBuilder(command(point, goal))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    process.getOutputStream().close();
    AtomicFiles.write(
        folder.process(point),
        out -> out.write(identity(process.toHandle()).getBytes(StandardCharsets.UTF_8)));
    return process;
  }

  private static String identity(ProcessHandle process) {
    return process.pid()
        + " "
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private void awaitEarlier(StudyPoint point) throws IOException, InterruptedException {
    Path file = folder.process(point);
    if (!Files.exists(file)) {
      return;
    }
    String earlier = Files.readString(file).strip();
    Optional<ProcessHandle> running =
        earlier.matches("\\d+ \\d+")
            ? ProcessHandle.of(Long.parseLong(earlier.substring(0, earlier.indexOf(' '))))
            : Optional.empty();
    while (running.isPresent()
        && running.get().isAlive()
        && identity(running.get()).equals(earlier)) {
      Thread.sleep(100);
    }
  }

  /** Settings that the point has; those that it was begun with must be the same. */
  private void writeConfig(StudyPoint point) throws IOException {
    ObjectNode tree = Json.tree(point.config());
    tree.set("source", point.source());
    Path file = folder.config(point);
    if (Files.exists(file)) {
      ObjectNode begun =
          Json.read(file, ObjectNode.class, "the settings of a point", "use another folder");
      if (!begun.equals(Json.mapper().readTree(tree.toString()))) {
        throw new DataException(
            "%s: expected the settings of this study, found others; use another folder"
                .formatted(file));
      }
    } else {
      Json.write(file, tree);
    }
  }

  private List<String> command(StudyPoint point, Goal goal) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D%s=%d".formatted(PARENT, ProcessHandle.current().pid()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(resources.mainClass());
    command.add("train");
    Path run = folder.run(point).root();
    if (folder.run(point).isRun()) {
      command.addAll(List.of("--resume", run.toString()));
    } else {
      command.addAll(List.of("--config", folder.config(point).toString()));
      command.addAll(List.of("--run", run.toString()));
      if (resources.threads() > 0 && point.config().computation().threads() == 0) {
        command.add("--threads=" + resources.threads());
      }
    }
    command.add("--no-baselines");
    if (goal.steps() > 0) {
      command.add("--stop-after=" + goal.steps());
    }
    command.add(String.format(Locale.ROOT, "--memory-limit=%.3f", resources.memoryGib()));
    return command;
  }

  /** Why a process failed, in one line. */
  String failure(StudyPoint point, int exitCode) throws IOException {
    List<String> lines =
        Files.readString(folder.output(point), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith(MESSAGE))
            .toList();
    if (exitCode <= SIGNALS && !lines.isEmpty()) {
      return lines.get(lines.size() - 1).substring(MESSAGE.length());
    }
    return exitCode > SIGNALS
        ? "ended by signal %d%s"
            .formatted(
                exitCode - SIGNALS, exitCode == SIGNALS + 9 ? ", perhaps for lack of memory" : "")
        : "ended with exit code %d; see %s".formatted(exitCode, folder.output(point));
  }
}
