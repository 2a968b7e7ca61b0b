package org.recjpq.program.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.checks.Finding;
import org.recjpq.program.checks.GpuTable;
import org.recjpq.program.checks.MachineChecks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recjpq doctor}: finds out whether this machine can train. */
@Command(
    name = "doctor",
    description =
        "Checks Java, memory, disk space, the folder for runs and TensorFlow with its native"
            + " libraries; says what does not work and what to do.",
    sortOptions = false)
public final class DoctorCommand extends ProgramCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The folder for runs to check (default ${DEFAULT-VALUE}).")
  Path folder = Path.of("runs");

  @Option(
      names = "--gpu",
      description =
          "Instead, list for every encoder and loss the ops of a training step that have no kernel"
              + " for GPUs, and how many tensors a step copies between the memories of processor"
              + " and GPU. Needs no GPU; a build for GPUs lists its own kernels.")
  boolean gpu;

  @Override
  public Integer call() {
    PrintWriter out = commandLine().getOut();
    if (gpu) {
      GpuTable table = new GpuTable();
      out.println(table.table());
      out.println(table.source());
      out.flush();
      return CommandLine.ExitCode.OK;
    }
    List<Finding> findings =
        new MachineChecks(folder)
            .run(
                finding -> {
                  out.printf(
                      Locale.ROOT,
                      "%-7s %-18s %s%n",
                      finding.verdict(),
                      finding.subject(),
                      finding.text());
                  if (!finding.advice().isEmpty()) {
                    out.printf("%-26s -> %s%n", "", finding.advice());
                  }
                  out.flush();
                });
    long failures = findings.stream().filter(Finding::isFailure).count();
    out.println(
        failures == 0
            ? "All that training needs works here."
            : failures == 1 ? "1 check failed." : failures + " checks failed.");
    out.flush();
    return failures == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
