package org.recjpq.program.commands;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.program.ProgramCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code recjpq formats}: lists the known kinds of log. */
@Command(
    name = "formats",
    description = "Lists the kinds of log that --format takes, with a first line of each.")
public final class FormatsCommand extends ProgramCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    PrintWriter out = commandLine().getOut();
    for (LogFormat.Preset preset : LogFormat.Preset.values()) {
      out.printf("%-16s %s%n", preset, preset.example().replace("\t", "\\t"));
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
