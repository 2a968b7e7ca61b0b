package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.RecJpq;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.studies.Study;
import org.recjpq.program.studies.StudyFile;
import org.recjpq.program.studies.StudyFolder;
import org.recjpq.program.studies.StudyPlan;
import org.recjpq.program.studies.StudyRunner;
import org.recjpq.training.machine.ProcessMemory;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code recjpq study} and {@code recjpq tune} have in common. */
public final class StudyOptions {
  @Parameters(paramLabel = "FILE", description = "The study, in YAML or JSON.")
  @Nullable Path file;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Folder of the study (default: studies/ and the name of the file).")
  @Nullable Path output;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where relative paths of logs start from (default: the working directory).")
  Path data = Path.of("");

  @Option(
      names = "--parallel",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Trainings at a time, which share memory and processors (default ${DEFAULT-VALUE}).")
  int parallel = 1;

  /** Reads the file and makes the points. */
  Study study() throws IOException {
    Path path = Objects.requireNonNull(file);
    StudyFolder folder = new StudyFolder(output == null ? defaultFolder(path) : output);
    StudyFile asked = StudyFile.read(path);
    return new Study(asked, folder, StudyPlan.of(asked, folder, data));
  }

  private static Path defaultFolder(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    return Path.of("studies", name);
  }

  /** Trains the points, and says so. */
  StudyRunner runner(Study study, Interruption interruption, PrintWriter err, int points) {
    return new StudyRunner(
        study.folder(),
        RecJpq.class.getName(),
        parallel,
        ProcessMemory.limitBytes(),
        interruption::isRequested,
        new StudyLines(err, points));
  }

  /** Writes tables and page, and prints the tables. */
  void write(Study study, Map<String, String> failures, String command, CommandLine commandLine)
      throws IOException {
    String again =
        "recjpq %s %s".formatted(command, file)
            + (data.toString().isEmpty() ? "" : " --data " + data)
            + (output == null ? "" : " --output " + output);
    String tables = study.write(failures, again);
    if (tables != null) {
      commandLine.getOut().print(tables);
      commandLine.getOut().flush();
      commandLine.getErr().printf("The page is %s.%n", study.folder().page());
    }
  }
}
